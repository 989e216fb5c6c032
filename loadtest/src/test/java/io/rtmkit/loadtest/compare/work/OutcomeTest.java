package io.rtmkit.loadtest.compare.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ratios are made within a round, and the median is taken of those. */
class OutcomeTest {
  private final Outcome outcome = new Outcome();

  private void round(int number, double ours, double theirs) {
    outcome.beginRound(number);
    outcome.add("fan-out", "rtmkit", false, Map.of("rate", ours));
    outcome.add("fan-out", "nats", false, Map.of("rate", theirs));
  }

  @Test
  void takesTheMedianOfTheRatios() {
    round(1, 10, 10);
    round(2, 90, 30); // a faster machine for a while
    round(3, 40, 20);

    assertThat(outcome.ratio("fan-out", "rtmkit", "nats", "rate"))
        .isEqualTo(new Outcome.Spread(2, 1, 3, 3));
    assertThat(outcome.spread("fan-out", "rtmkit", "rate"))
        .isEqualTo(new Outcome.Spread(40, 10, 90, 3));
  }

  @Test
  void hasNoRatioWithoutBoth() {
    round(1, 10, 10);

    assertThat(outcome.ratio("fan-out", "rtmkit", "redis", "rate")).isNull();
    assertThat(outcome.spread("fan-out", "rtmkit", "time")).isNull();
    assertThat(outcome.peers("fan-out")).containsExactly("rtmkit", "nats");
  }
}
