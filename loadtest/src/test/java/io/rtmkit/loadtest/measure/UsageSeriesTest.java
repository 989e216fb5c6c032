package io.rtmkit.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.process.ProcessUsage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** What a process has used, with looks that find nothing in between. */
class UsageSeriesTest {
  private static final ProcessUsage NOTHING = new ProcessUsage(-1, -1);

  private final Deque<ProcessUsage> looks = new ArrayDeque<>();
  private final UsageSeries series =
      new UsageSeries(
          () -> {
            ProcessUsage next = looks.remove();
            if (next.equals(NOTHING)) {
              throw new IOException("for a test");
            }
            return next;
          });

  private void look(double second, long cpuNanos, long residentBytes) throws Exception {
    looks.add(new ProcessUsage(cpuNanos, residentBytes));
    series.sample(second);
  }

  private void lookInVain(double second) throws Exception {
    looks.add(NOTHING);
    series.sample(second);
  }

  @Test
  void withoutALookThereIsNothing() {
    assertThat(series.points()).isEmpty();
    assertThat(series.cpuNanos()).isZero();
    assertThat(series.cpuPercent()).isZero();
    assertThat(series.mostBytes()).isZero();
  }

  @Test
  void oneLookMeasuresNothing() throws Exception {
    look(1, 700, 5);
    assertThat(series.points()).isEmpty();
    assertThat(series.cpuNanos()).isZero();
    assertThat(series.cpuPercent()).isZero();
  }

  @Test
  void timeIsWhatCameBetweenTheFirstAndTheLastLook() throws Exception {
    look(1, 1_000, 10);
    look(2, 4_000, 30);
    look(3, 9_000, 20);
    assertThat(series.cpuNanos()).isEqualTo(8_000);
    assertThat(series.cpuPercent()).isPositive();
    assertThat(series.mostBytes()).isEqualTo(30);
    assertThat(series.points()).extracting(UsageSeries.Point::second).containsExactly(2.0, 3.0);
    assertThat(series.points())
        .extracting(UsageSeries.Point::residentBytes)
        .containsExactly(30L, 20L);
  }

  @Test
  void aProcessThatUsesNothingHasNoShare() throws Exception {
    look(1, 5_000, 10);
    look(2, 5_000, 10);
    assertThat(series.points()).extracting(UsageSeries.Point::cpuPercent).containsExactly(0.0);
    assertThat(series.cpuPercent()).isZero();
  }

  @Test
  void aLookInVainLeavesAHoleAndLosesNoTime() throws Exception {
    lookInVain(0);
    look(1, 1_000, 10);
    lookInVain(2);
    look(3, 3_000, 10);
    lookInVain(4);
    assertThat(series.points()).extracting(UsageSeries.Point::second).containsExactly(3.0);
    assertThat(series.cpuNanos()).isEqualTo(2_000);
  }
}
