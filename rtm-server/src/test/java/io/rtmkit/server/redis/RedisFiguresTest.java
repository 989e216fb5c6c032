package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What became of calls. One thread. */
class RedisFiguresTest {
  private int closedOff;
  private final RedisFigures figures = new RedisFigures(() -> closedOff);

  @Test
  void eachEndIsCountedByItself() {
    figures.onDone(1_000_000);
    figures.onDone(3_000_000);
    figures.onDone(5_000_000);
    figures.onFailed(true);
    figures.onFailed(false);
    figures.onFailed(false);
    figures.onRetry();
    assertThat(figures.done()).isEqualTo(3);
    assertThat(figures.unknown()).isEqualTo(1);
    assertThat(figures.refused()).isEqualTo(2);
    assertThat(figures.retries()).isEqualTo(1);
  }

  @Test
  void onlyWhatIsDoneTookItsTime() {
    figures.onDone(2_000_000);
    figures.onFailed(true);
    assertThat(Arrays.stream(figures.times().counts()).sum()).isEqualTo(1);
    assertThat(figures.times().nanos()).isEqualTo(2_000_000);
  }

  @Test
  void whatIsClosedOffIsLookedAt() {
    assertThat(figures.closedOff()).isZero();
    closedOff = 2;
    assertThat(figures.closedOff()).isEqualTo(2);
  }
}
