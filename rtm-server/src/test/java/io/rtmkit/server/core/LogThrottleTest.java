package io.rtmkit.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten lines a second, and again in the next second. */
class LogThrottleTest {
  private final ManualClock clock = new ManualClock();
  private final LogThrottle throttle = new LogThrottle(clock);

  private long allowedOf(int lines) {
    return IntStream.range(0, lines).filter(i -> throttle.allows()).count();
  }

  @Test
  void letsTenLinesASecondThrough() {
    assertThat(allowedOf(1_000)).isEqualTo(10);
    clock.advance(Duration.ofMillis(999));
    assertThat(allowedOf(1_000)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(allowedOf(5)).isEqualTo(5);
    assertThat(allowedOf(1_000)).isEqualTo(5);
  }
}
