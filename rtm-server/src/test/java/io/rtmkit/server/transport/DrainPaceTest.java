package io.rtmkit.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fast connections are closed; a turn is 50 ms. */
class DrainPaceTest {
  @ParameterizedTest
  @CsvSource({
    "10000, 1000, 20, 50", // at the rate
    "5, 1000, 20, 50",
    "32000, 1000, 20, 100", // 80 % of the time would not do at the rate
    "10, 1, 20, 1", // not slower than one a turn
    "10000, 0, 20, 2147483647",
    "10000, 1000, 0, 2147483647",
  })
  void turns(int connections, int perSecond, int seconds, int perTurn) {
    assertThat(DrainPace.of(connections, perSecond, Duration.ofSeconds(seconds)).perTurn())
        .isEqualTo(perTurn);
  }
}
