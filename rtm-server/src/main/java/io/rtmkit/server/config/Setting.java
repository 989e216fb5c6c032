package io.rtmkit.server.config;

/**
 * The value of one key as text, and where it came from: "default", "file NAME", "env NAME" or
 * "flag". Immutable.
 */
public record Setting(String value, String origin) {
  /** Origin of a value that nobody set. */
  public static final String DEFAULT = "default";

  /** What stands in place of a secret. */
  public static final String SECRET = "(secret)";
}
