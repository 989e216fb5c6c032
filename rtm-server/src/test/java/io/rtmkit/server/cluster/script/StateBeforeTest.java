package io.rtmkit.server.cluster.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From when on a user may have missed something whose server is gone. */
class StateBeforeTest {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  @Test
  void whoWasOnlineWasThereAsLongAsItsServer() {
    assertThat(new StateBefore(true, 10_000).heardOfMs(50_000, SILENCE)).isEqualTo(50_000);
  }

  @Test
  void whoCameLateMissedNothingBefore() {
    assertThat(new StateBefore(true, 60_000).heardOfMs(50_000, SILENCE)).isEqualTo(60_000);
  }

  @Test
  void whoWasAwayBeforeMayHaveBeenAwayALittleLonger() {
    assertThat(new StateBefore(false, 45_000).heardOfMs(50_000, SILENCE)).isEqualTo(15_000);
    assertThat(new StateBefore(false, 60_000).heardOfMs(50_000, SILENCE)).isEqualTo(20_000);
  }
}
