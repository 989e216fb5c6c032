package io.rtmkit.server.cluster.script;

/** Stored ids as scripts compare them: as texts of one length. Stateless. */
final class StoredIdText {
  private static final int DIGITS = 20;

  private StoredIdText() {}

  /** Empty for 0, which is none. */
  static String of(long storedId) {
    if (storedId == 0) {
      return "";
    }
    String digits = Long.toString(storedId);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }
}
