package io.rtmkit.server.check;

/**
 * What a check has found. Immutable.
 *
 * @param check what was looked at, in a word or two
 * @param sentence what is the case, and what to do unless all is well
 */
public record Finding(Level level, String check, String sentence) {
  /** How bad it is. */
  public enum Level {
    OK,
    /** The server runs, but not as somebody expects. */
    WARN,
    /** The server does not run, or not for long. */
    FAIL
  }

  static Finding ok(String check, String sentence) {
    return new Finding(Level.OK, check, sentence);
  }

  static Finding warn(String check, String sentence) {
    return new Finding(Level.WARN, check, sentence);
  }

  static Finding fail(String check, String sentence) {
    return new Finding(Level.FAIL, check, sentence);
  }
}
