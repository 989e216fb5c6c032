package io.rtmkit.server.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When it is asked whether anything arrives, and what follows from no answer. One thread. */
class SelfProbeTest {
  private final ManualClock clock = new ManualClock();
  private final BusFigures figures = new BusFigures();
  private final List<Long> asked = new ArrayList<>();
  private int reconnections;
  private final SelfProbe probe =
      new SelfProbe(BusSettings.of("rtm:"), clock, figures, asked::add, () -> reconnections++);

  private void pass(Duration time) {
    for (long ms = 0; ms < time.toMillis(); ms += 250) {
      clock.advance(Duration.ofMillis(250));
      probe.look();
    }
  }

  private void answer() {
    probe.onArrival();
    probe.onBack();
  }

  @Test
  void itBeginsWithAProbe() {
    probe.look();
    assertThat(asked).isEmpty();
    probe.begin();
    assertThat(asked).containsExactly(1L);
    assertThat(probe.firstBack()).isNotDone();

    answer();
    assertThat(probe.firstBack()).isDone();
  }

  @Test
  void asLongAsSomethingArrivesNothingIsAsked() {
    probe.begin();
    answer();
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofMillis(1_750));
      probe.onArrival();
    }

    assertThat(asked).hasSize(1);
    assertThat(probe.silence()).isZero();
    pass(Duration.ofSeconds(2));
    assertThat(probe.silence()).isEqualTo(Duration.ofSeconds(2));
    assertThat(asked).hasSize(2);
  }

  @Test
  void withoutAnAnswerItIsAskedAgain() {
    probe.begin();
    pass(Duration.ofMillis(5_750));

    assertThat(asked).containsExactly(1L, 2L, 3L);
    assertThat(reconnections).isZero();
    assertThat(figures.probesFailed()).isZero();
  }

  @Test
  void withoutAnAnswerForLongANewConnectionIsMade() {
    probe.begin();
    pass(Duration.ofSeconds(6));
    assertThat(reconnections).isEqualTo(1);
    assertThat(figures.probesFailed()).isEqualTo(1);
    pass(Duration.ofMillis(5_750));
    assertThat(reconnections).isEqualTo(1);
    pass(Duration.ofMillis(250));
    assertThat(reconnections).isEqualTo(2);
  }

  @Test
  void aProblemIsNamedUntilSomethingArrives() {
    probe.begin();
    answer();
    pass(Duration.ofMillis(11_750));
    assertThat(probe.problem()).isEmpty();
    pass(Duration.ofMillis(250));

    assertThat(probe.problem())
        .isEqualTo("nothing sent to this server through Redis arrives since 2023-11-14T22:13:20Z");
    probe.onArrival();
    assertThat(probe.problem()).isEmpty();
  }

  @Test
  void whoSleptHasNoProblemYet() {
    probe.begin();
    answer();
    clock.advance(Duration.ofMinutes(5));
    probe.look();

    assertThat(probe.problem()).isEmpty();
    assertThat(reconnections).isZero();
    assertThat(asked).hasSize(2);
  }
}
