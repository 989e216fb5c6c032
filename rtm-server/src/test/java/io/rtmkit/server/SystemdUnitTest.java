package io.rtmkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.ShutdownConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The unit of systemd that operators install. */
class SystemdUnitTest {
  private static final Path UNIT = Path.of("..", "packaging", "systemd", "rtm-server.service");

  @Test
  void givesADrainItsTime() throws IOException {
    Matcher timeout =
        Pattern.compile("(?m)^TimeoutStopSec=(\\d+)s$").matcher(Files.readString(UNIT));
    assertThat(timeout.find()).isTrue();
    ShutdownConfig shutdown = ServerConfig.defaults().shutdown();
    assertThat(Duration.ofSeconds(Long.parseLong(timeout.group(1))))
        .isGreaterThan(shutdown.unready().plus(shutdown.drain()).plusSeconds(10));
  }

  @Test
  void isWhatSystemdUnderstands() throws Exception {
    Path analyzer = Path.of("/usr/bin/systemd-analyze");
    assumeThat(Files.isExecutable(analyzer) && Files.isExecutable(Path.of("/usr/bin/java")))
        .isTrue();
    Process process =
        new ProcessBuilder(analyzer.toString(), "verify", UNIT.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isBlank();
  }
}
