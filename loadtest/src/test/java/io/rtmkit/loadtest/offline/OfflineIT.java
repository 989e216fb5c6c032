package io.rtmkit.loadtest.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged load tester stores messages on a server of its own. */
class OfflineIT {
  @Test
  @Timeout(60)
  void everybodyGetsWhatWaited() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                TestServer.JAR.toString(),
                "offline",
                "--users=300",
                "--messages=5",
                "--logins=200",
                "--senders=16",
                "--quiet")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).containsPattern("stored +1,500").containsPattern("incomplete +0");
  }
}
