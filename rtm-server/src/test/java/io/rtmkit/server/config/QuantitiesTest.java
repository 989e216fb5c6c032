package io.rtmkit.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, sizes and rates as operators write them. */
class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "2500ms, PT2.5S, 2500ms",
    "30s, PT30S, 30s",
    "0s, PT0S, 0s",
    "60s, PT1M, 1m",
    "2m, PT2M, 2m",
    "90m, PT1H30M, 90m",
    "24h, PT24H, 24h",
    "' 5 s ', PT5S, 5s"
  })
  void durations(String text, Duration expected, String formatted) {
    assertThat(Quantities.parseDuration(text)).isEqualTo(expected);
    assertThat(Quantities.format(expected)).isEqualTo(formatted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "-1s", "1.5s", "30 seconds", "1d", "9999999999999s"})
  void noDurations(String text) {
    assertThatThrownBy(() -> Quantities.parseDuration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a duration like 2500ms, 30s, 2m or 24h");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1000, 1000",
    "12B, 12",
    "64KB, 65536",
    "1MB, 1048576",
    "2 MB, 2097152",
    "1GB, 1073741824"
  })
  void sizes(String text, long expected) {
    assertThat(Quantities.parseSize(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KB", "-1", "1.5MB", "64kb", "64K", "1TB", "0x10"})
  void noSizes(String text) {
    assertThatThrownBy(() -> Quantities.parseSize(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a size like 65536, 64KB or 2MB");
  }

  @Test
  void rates() {
    assertThat(Rate.parse("180/3s")).isEqualTo(new Rate(180, Duration.ofSeconds(3)));
    assertThat(Rate.parse("2 / 500ms")).isEqualTo(new Rate(2, Duration.ofMillis(500)));
    assertThat(Rate.parse("1500/3s")).hasToString("1500/3s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "180", "180/", "/3s", "0/3s", "180/0s", "180/3", "-1/3s", "1/2/3s"})
  void noRates(String text) {
    assertThatThrownBy(() -> Rate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be a rate like 180/3s");
  }
}
