package io.rtmkit.loadtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged load tester measures one server beside two. */
@Timeout(120)
class ClusterIT {
  @Test
  void measuresBothAtBothJobs() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            TestServer.JAR.toString(),
            "cluster",
            "--rounds=1",
            "--warmup=100ms",
            "--duration=3s",
            "--pairs=4",
            "--members=6",
            "--rate=100");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("peer, 4 pairs, 1 in flight", "channel, 6 members, 100 messages a second")
        .containsPattern("messages/s of a pair +[1-9][\\d.,]* +[1-9][\\d.,]* +\\d")
        .containsPattern("deliveries per CPU s +[1-9][\\d.,]* +[1-9][\\d.,]* +\\d")
        .containsPattern("Redis commands per message +0.00 +[1-9][\\d.]*")
        .containsPattern("Redis round trip µs +0.00 +[1-9][\\d.,]*");
  }
}
