package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each deed has a counter of its own. One thread. */
class ClusterCountersTest {
  private final ClusterCounters counters = new ClusterCounters();

  private void repeat(int times, Runnable deed) {
    for (int i = 0; i < times; i++) {
      deed.run();
    }
  }

  @Test
  void noDeedIsTakenForAnother() {
    repeat(1, counters::onLeaseLost);
    repeat(2, counters::onComparison);
    repeat(3, counters::onPeerRepeated);
    repeat(4, counters::onPeerPassedOn);
    assertThat(counters.leasesLost()).isEqualTo(1);
    assertThat(counters.comparisons()).isEqualTo(2);
    assertThat(counters.peersRepeated()).isEqualTo(3);
    assertThat(counters.peersPassedOn()).isEqualTo(4);
  }
}
