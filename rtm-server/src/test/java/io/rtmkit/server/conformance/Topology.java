package io.rtmkit.server.conformance;

import java.util.Locale;

/** On what the suite runs; the system property {@code rtmkit.conformance} says it. */
enum Topology {
  /** One server that keeps everything in its memory. */
  ALONE,
  /** Two servers that share one Redis; users come to them in turns. */
  REDIS,
  /** Two servers that share a Redis Cluster. */
  REDIS_CLUSTER;

  static Topology current() {
    String name = System.getProperty("rtmkit.conformance", "alone");
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
