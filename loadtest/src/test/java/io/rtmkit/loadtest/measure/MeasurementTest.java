package io.rtmkit.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.arrival.Span;
import org.junit.jupiter.api.Test;

/** What counts, and in which second. */
class MeasurementTest {
  private static final long SECOND = 1_000_000_000L;

  private final Measurement measurement = new Measurement();
  private final Timing timing = measurement.timing("rtt", "");

  MeasurementTest() {
    measurement.begin(new Span(0, SECOND, 3 * SECOND));
  }

  @Test
  void theWarmUpDoesNotCount() {
    timing.done(SECOND - 1, 2 * SECOND);
    timing.done(SECOND, SECOND + 5);
    timing.done(3 * SECOND - 1, 4 * SECOND);
    timing.done(3 * SECOND, 4 * SECOND);
    measurement.close();
    assertThat(timing.total().getTotalCount()).isEqualTo(2);
  }

  @Test
  void aSampleIsASecond() {
    timing.done(SECOND, SECOND + 1_000_000);
    timing.done(SECOND, SECOND + 3_000_000);
    measurement.sample(2 * SECOND);
    measurement.sample(2 * SECOND + SECOND / 2);
    assertThat(timing.points()).hasSize(2);
    Timing.Point first = timing.points().get(0);
    assertThat(first.second()).isEqualTo(1);
    assertThat(first.perSecond()).isEqualTo(2);
    assertThat(first.max()).isBetween(3_000_000L, 3_010_000L);
    assertThat(timing.points().get(1).perSecond()).isZero();
  }

  @Test
  void refusalsAreCountedByCode() {
    measurement.refused("peer message", 5);
    measurement.refused("peer message", 5);
    measurement.refused("login", 10);
    assertThat(measurement.refusals())
        .containsEntry("peer message 5", 2L)
        .containsEntry("login 10", 1L);
    assertThat(measurement.counters()).containsEntry(Measurement.REFUSED, 3L);
  }
}
