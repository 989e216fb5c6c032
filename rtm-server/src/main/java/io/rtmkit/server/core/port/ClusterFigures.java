package io.rtmkit.server.core.port;

import java.time.Duration;

/** How a server stands among the others, and what it did for them. Thread-safe. */
public interface ClusterFigures {
  /** The way to the others. */
  BusCounts bus();

  /** The calls to what all servers share. */
  CallFigures calls();

  /** Servers that are there as this one sees it, itself among them. */
  int servers();

  /** Whether others may take this server for gone, so that it must not act. */
  boolean isFenced();

  /** How often that began. */
  long leasesLost();

  /** Whether what is sent to this server arrives. */
  boolean isReached();

  /** For how long nothing has arrived; each server asks itself when it is too long. */
  Duration silence();

  /** Messages that wait for the answer of another server. */
  int peersWaiting();

  /** How often a message was sent once more to another server. */
  long peersRepeated();

  /** Messages that were passed on to the server that their receiver has gone to. */
  long peersPassedOn();

  /** How often everything here was compared with Redis. */
  long comparisons();

  /** What could not be done at once and is tried each second. */
  int retriesWaiting();
}
