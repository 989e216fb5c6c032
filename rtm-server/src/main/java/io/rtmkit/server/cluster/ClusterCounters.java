package io.rtmkit.server.cluster;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the services of the cluster do. Thread-safe, without locks. */
final class ClusterCounters {
  private final LongAdder leasesLost = new LongAdder();
  private final LongAdder comparisons = new LongAdder();
  private final LongAdder peersRepeated = new LongAdder();
  private final LongAdder peersPassedOn = new LongAdder();

  void onLeaseLost() {
    leasesLost.increment();
  }

  /** Everything here is compared with Redis. */
  void onComparison() {
    comparisons.increment();
  }

  /** A message is sent once more to another server. */
  void onPeerRepeated() {
    peersRepeated.increment();
  }

  /** A message goes on to where its receiver has gone. */
  void onPeerPassedOn() {
    peersPassedOn.increment();
  }

  long leasesLost() {
    return leasesLost.sum();
  }

  long comparisons() {
    return comparisons.sum();
  }

  long peersRepeated() {
    return peersRepeated.sum();
  }

  long peersPassedOn() {
    return peersPassedOn.sum();
  }
}
