package io.rtmkit.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged load tester hits servers, and nothing is lost. */
@Timeout(180)
class ChaosIT {
  private static final Path JAR = Path.of("target", "rtm-bench.jar");
  // With it the second kill strikes while the clients still come back from the first.
  private static final String SEED = "14";

  private static String play(String line) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR.toString(), "chaos"));
    command.addAll(List.of(line.split(" ", -1)));
    command.addAll(List.of("--round-time", "1s", "--seed", SEED));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    List<String> lines = output.lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .as(output)
        .matches("sent \\d+ accepted \\d+ delivered \\d+ lost 0 duplicated 0 reordered 0");
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void aServerKilledTwiceLosesNothing() throws IOException, InterruptedException {
    play("--store embedded --rounds 2 --users 12 --rate 100");
  }

  @Test
  void aUserWhoLogsInElsewhereHasOneSession() throws IOException, InterruptedException {
    String output =
        play("--store redis --nodes 2 --fault double-login --rounds 1 --users 6 --rate 40");
    assertThat(output).contains("redis, 2 servers", "user logged in twice", "all saw the same");
  }
}
