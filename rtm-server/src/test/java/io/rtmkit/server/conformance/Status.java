package io.rtmkit.server.conformance;

/** How much of a row of the contract is there. */
enum Status {
  SAME("the same"),
  EXTENDED("the same, and more"),
  ABSENT("not there"),
  NEW("new");

  private final String title;

  Status(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
