package io.rtmkit.server.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is counted together is counted right. One thread. */
class BusFiguresTest {
  private final BusFigures figures = new BusFigures();

  @Test
  void aBatchHasItemsAndBytes() {
    figures.onSent(3, 100);
    figures.onSent(1, 20);
    assertThat(figures.batchesSent()).isEqualTo(2);
    assertThat(figures.itemsSent()).isEqualTo(4);
    assertThat(figures.bytesSent()).isEqualTo(120);
  }

  @Test
  void aBatchWasUnderWayForATime() {
    figures.onBatch(40, 7);
    figures.onBatch(2, -3); // the clock of this machine is behind
    assertThat(figures.batchesReceived()).isEqualTo(2);
    assertThat(figures.bytesReceived()).isEqualTo(42);
    assertThat(figures.underWay().nanos()).isEqualTo(7_000_000);
    assertThat(Arrays.stream(figures.underWay().counts()).sum()).isEqualTo(2);
    assertThat(figures.lagMs()).isZero();
  }

  @Test
  void whatWaitsRisesAndFalls() {
    figures.onWaiting(2, 30);
    figures.onWaiting(-1, -10);
    assertThat(figures.waitingItems()).isEqualTo(1);
    assertThat(figures.waitingBytes()).isEqualTo(20);
  }
}
