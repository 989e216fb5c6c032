package io.rtmkit.server.core.port;

/** What became of calls to a service that may be away, since they began. Thread-safe. */
public interface CallFigures {
  /** Calls that were answered as they should. */
  long done();

  /** Calls that failed and had no effect. */
  long refused();

  /** Calls of which nobody knows whether they had an effect. */
  long unknown();

  /** How often a call was begun again. */
  long retries();

  /** Parts of the service that calls are kept away from at present. */
  int closedOff();

  /** How long calls took that were done, with all that was begun again. */
  TimeCounts times();
}
