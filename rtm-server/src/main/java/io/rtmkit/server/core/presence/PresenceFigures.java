package io.rtmkit.server.core.presence;

/** How much there is of presence on this server; looked at when somebody asks. Thread-safe. */
public interface PresenceFigures {
  /** How many users are watched by somebody here. */
  int size();

  /** How many sessions here watch somebody, or have done so. */
  int watchers();
}
