package io.rtmkit.server.core.channel;

/** What is known of the stream of a shared channel at one server. */
public enum StreamState {
  /** Nothing is missing, for all that is known. */
  WHOLE,
  /** Events have come, and not all of those before them. */
  GAPPED,
  /**
   * An event has come at the place of another one: Redis has lost that, and gave its place away.
   */
  CONTRADICTED
}
