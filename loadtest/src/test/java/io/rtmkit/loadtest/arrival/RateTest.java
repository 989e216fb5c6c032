package io.rtmkit.loadtest.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When arrivals are due. */
class RateTest {
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource({"100,100,100", "100/s,100,100", "0.5,0.5,0.5", "10..250/s,10,250"})
  void readsRates(String text, double first, double last) {
    assertThat(Rate.parse(text)).isEqualTo(new Rate(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "10/m", "10..", "a", "10..0"})
  void refusesWhatIsNoRate(String text) {
    assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEvenRateIsDueAtEvenTimes() {
    Rate rate = Rate.parse("250");
    for (int i = 0; i < 5_000; i++) {
      assertThat(rate.dueNanos(i, 10 * SECOND)).isCloseTo(i * 4_000_000.0, within(10.0));
    }
  }

  @Test
  void aRisingRateIsHalfwayAfterAQuarterOfItsTriangle() {
    Rate rate = Rate.parse("100..300");
    // In ten seconds 2,000 are due, in the first five 100 * 5 + 20 * 5 * 5 / 2 = 750.
    assertThat(rate.dueNanos(2_000, 10 * SECOND)).isCloseTo(10.0 * SECOND, within(1_000.0));
    assertThat(rate.dueNanos(750, 10 * SECOND)).isCloseTo(5.0 * SECOND, within(1_000.0));
    // Then the last rate goes on.
    assertThat(rate.dueNanos(2_300, 10 * SECOND)).isCloseTo(11.0 * SECOND, within(1_000.0));
  }

  @Test
  void aFallingRateReachesItsEnd() {
    Rate rate = Rate.parse("300..100");
    assertThat(rate.dueNanos(1_250, 10 * SECOND)).isCloseTo(5.0 * SECOND, within(1_000.0));
  }
}
