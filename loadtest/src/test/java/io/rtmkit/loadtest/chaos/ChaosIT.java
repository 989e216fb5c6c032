package io.rtmkit.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged load tester kills a server twice and loses nothing. */
class ChaosIT {
  private static final Path JAR = Path.of("target", "rtm-bench.jar");
  private static final String STORE = "embedded";
  // With it the second kill strikes while the clients still come back from the first.
  private static final String SEED = "14";

  @Test
  @Timeout(120)
  void aServerKilledTwiceLosesNothing() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "chaos",
                "--store",
                STORE,
                "--rounds",
                "2",
                "--users",
                "12",
                "--rate",
                "100",
                "--round-time",
                "1s",
                "--seed",
                SEED)
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    List<String> lines = output.lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .as(output)
        .matches("sent \\d+ accepted \\d+ delivered \\d+ lost 0 duplicated 0 reordered 0");
    assertThat(process.waitFor()).as(output).isZero();
  }
}
