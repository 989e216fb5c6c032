package io.rtmkit.loadtest.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions, read and judged. */
class ThresholdTest {
  private final Figures figures = new Figures();

  ThresholdTest() {
    Histogram nanos = new Histogram(3);
    for (int i = 1; i <= 1_000; i++) {
      nanos.recordValue(i * 20_000L); // 20 us to 20 ms
    }
    figures.timing("rtt", nanos, 500);
    figures.number("lost", Quantity.COUNT, 0);
    figures.number("server.cpu", Quantity.PERCENT, 42.5);
    figures.number("server.memory", Quantity.BYTES, 200.0 * 1024 * 1024);
  }

  @ParameterizedTest
  @CsvSource({
    "rtt.p99<20ms, true",
    "rtt.p99 < 19ms, false",
    "rtt.p99.9 <= 20000us, true",
    "rtt.p50 >= 9ms, true",
    "rtt.max < 0.01s, false",
    "rtt.mean < 11ms, true",
    "rtt.count == 1000, true",
    "rtt.rate > 499/s, true",
    "rtt.rate > 501, false",
    "lost == 0, true",
    "lost != 0, false",
    "server.cpu < 50%, true",
    "server.memory < 100MB, false"
  })
  void judges(String text, boolean passed) {
    Threshold threshold = Threshold.parse(text);
    threshold.check(figures);
    assertThat(threshold.judge(figures).passed()).isEqualTo(passed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "rtt.p99", "rtt.p99 < ", "rtt.p99 < ms", "< 3", "rtt.p99 = 3ms", "a<1x"})
  void refusesWhatIsNoThreshold(String text) {
    assertThatThrownBy(() -> Threshold.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a threshold");
  }

  @ParameterizedTest
  @CsvSource({
    "rtt.p99 < 20, one of",
    "lost == 0ms, no unit",
    "server.cpu < 5, one of",
    "delivery.p99 < 5ms, there is no delivery.p99",
    "rtt.p100.5 < 5ms, there is no rtt.p100.5"
  })
  void namesWhatDoesNotFit(String text, String problem) {
    Threshold threshold = Threshold.parse(text);
    assertThatThrownBy(() -> threshold.check(figures))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aFigureThatIsNotThereMisses() {
    assertThat(Threshold.parse("other == 0").judge(figures).passed()).isFalse();
  }

  @Test
  void figuresOfAPartHaveItsName() {
    Figures all = new Figures();
    all.include("peer", figures);
    assertThat(Threshold.parse("peer.rtt.p99 < 20ms").judge(all).passed()).isTrue();
    assertThat(Threshold.parse("peer.server.cpu < 40%").judge(all).passed()).isFalse();
  }
}
