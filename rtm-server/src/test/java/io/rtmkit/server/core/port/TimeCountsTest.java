package io.rtmkit.server.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Times are counted where they belong. One thread. */
class TimeCountsTest {
  private final TimeCounts times = new TimeCounts();

  private static int boundAt(long micros) {
    return Arrays.binarySearch(TimeCounts.bounds(), TimeUnit.MICROSECONDS.toNanos(micros));
  }

  @Test
  void aBoundIsTheLastOfItsKind() {
    times.record(TimeUnit.MICROSECONDS.toNanos(1_000));
    times.record(TimeUnit.MICROSECONDS.toNanos(1_000) + 1);
    assertThat(boundAt(1_000)).isNotNegative();
    assertThat(times.counts()[boundAt(1_000)]).isEqualTo(1);
    assertThat(times.counts()[boundAt(2_500)]).isEqualTo(1);
    assertThat(times.nanos()).isEqualTo(2_000_001);
  }

  @Test
  void noTimeIsLeftOut() {
    times.record(0);
    times.record(TimeUnit.HOURS.toNanos(1));
    assertThat(times.counts()).hasSize(TimeCounts.bounds().length + 1).startsWith(1).endsWith(1);
    assertThat(Arrays.stream(times.counts()).sum()).isEqualTo(2);
  }

  @Test
  void clocksThatDifferMakeNoTimeNegative() {
    times.record(-5_000_000);
    assertThat(times.counts()[0]).isEqualTo(1);
    assertThat(times.nanos()).isZero();
  }
}
