package io.rtmkit.server.config;

/** What the log looks like and how much it says. Immutable. */
public record LogConfig(Format format, Level level) {
  /** How an event is written. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One JSON object a line, for programs that collect logs. */
    JSON
  }

  /** The least important events that are written. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }
}
