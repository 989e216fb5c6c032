package io.rtmkit.server.conformance;

/** Where a row of the contract comes from. */
enum Kind {
  FUNCTION("functions"),
  EVENT("events"),
  LATER("parts of the newer API"),
  BEYOND("additions of RTMKit");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
