package io.rtmkit.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.loadtest.Bench;
import io.rtmkit.loadtest.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that stands still, one that asks for tokens, and a run that somebody ends. */
@Timeout(60)
class UnusualRunsIT {
  private static final String APP = "aaaabbbbccccdddd0000111122223333";
  private static final String CERTIFICATE = "ffffeeeeddddcccc4444555566667777";

  @TempDir private Path directory;

  /** Begins a run of some seconds, and returns when its first second is over. */
  private static CompletableFuture<Bench> runBeyondTheFirstSecond(
      TestServer server, Path json, String... words) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--target", server.target(), "--warmup=0s", "--json=" + json));
    CountDownLatch measured = new CountDownLatch(1);
    StringWriter progress =
        new StringWriter() {
          @Override
          public void flush() {
            if (toString().contains("p99")) {
              measured.countDown();
            }
          }
        };
    CompletableFuture<Bench> run =
        CompletableFuture.supplyAsync(() -> Bench.run(progress, all.toArray(String[]::new)));
    run.whenComplete((bench, failure) -> measured.countDown());
    measured.await();
    return run;
  }

  /** It stands still for 800 of 3,000 ms: a quarter of all messages are late, and show it. */
  @Test
  void aStallIsInThePercentiles() throws Exception {
    Path json = directory.resolve("run.json");
    try (TestServer server = TestServer.start(directory, "admin.enabled=off")) {
      CompletableFuture<Bench> run =
          runBeyondTheFirstSecond(
              server, json, "peer", "--pairs=10", "--rate=100", "--duration=3s");
      server.process().signal("STOP");
      TimeUnit.MILLISECONDS.sleep(800); // how long it stands still
      server.process().signal("CONT");
      Bench bench = run.get();
      assertThat(bench.exitCode()).as(bench.all()).isZero();
      JsonNode rtt = new ObjectMapper().readTree(json.toFile()).at("/latencies/0");
      assertThat(rtt.path("name").asText()).isEqualTo("rtt");
      assertThat(rtt.path("count").asLong()).isBetween(295L, 305L);
      assertThat(rtt.path("p99").asDouble()).as(bench.all()).isGreaterThan(600_000);
      assertThat(rtt.path("p90").asDouble()).as(bench.all()).isGreaterThan(200_000);
    }
  }

  /** Sessions and memberships are gone with it: all log in and join anew, and go on. */
  @Test
  void aRunOutlivesItsServer() throws Exception {
    Path json = directory.resolve("run.json");
    try (TestServer server = TestServer.start(directory, "admin.enabled=off")) {
      CompletableFuture<Bench> run =
          runBeyondTheFirstSecond(
              server, json, "channel", "--members=5", "--rate=50", "--duration=12s");
      server.restart(); // takes seconds on a busy machine
      Bench bench = run.get();
      JsonNode report = new ObjectMapper().readTree(json.toFile());
      assertThat(report.at("/counters/disconnected").asLong()).as(bench.all()).isEqualTo(5);
      assertThat(report.at("/counters/duplicated").asLong(-1)).as(bench.all()).isZero();
      JsonNode delivered = report.at("/charts/0/series/0");
      assertThat(delivered.path("name").asText()).isEqualTo("delivery");
      // Of the last seconds any will do: one that was read late makes the next one short.
      assertThat(List.of(9, 10, 11))
          .as(bench.all())
          .anyMatch(second -> delivered.at("/values/" + second).asDouble() > 100);
    }
  }

  @Test
  void usersLogInWithTokens() throws Exception {
    Files.writeString(
        directory.resolve(TestServer.CONFIG),
        "apps: [{id: %s, certificate: %s}]%n".formatted(APP, CERTIFICATE));
    try (TestServer server = TestServer.start(directory, "admin.enabled=off")) {
      List<String> words =
          new ArrayList<>(
              List.of("conn", "--target", server.target(), "--app", APP, "--clients", "20"));
      words.addAll(List.of("--hold", "100ms", "--quiet"));
      Bench without = Bench.run(words.toArray(String[]::new));
      assertThat(without.exitCode()).as(without.all()).isEqualTo(3);
      assertThat(without.err()).contains("refused the login").contains("code 5");
      words.addAll(List.of("--certificate", CERTIFICATE));
      Bench with = Bench.run(words.toArray(String[]::new));
      assertThat(with.exitCode()).as(with.all()).isZero();
      assertThat(with.out()).doesNotContain(CERTIFICATE);
    }
  }

  @Test
  void whoEndsARunGetsTheReport() throws IOException, InterruptedException {
    try (TestServer server = TestServer.start(directory, "admin.enabled=off")) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-jar",
                  TestServer.JAR.toString(),
                  "peer",
                  "--target",
                  server.target(),
                  "--rate=100",
                  "--warmup=0s",
                  "--duration=10m")
              .redirectErrorStream(true)
              .start();
      try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
        String line = reader.readLine();
        while (line != null && !line.contains("p99")) {
          line = reader.readLine();
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        String rest = reader.lines().collect(Collectors.joining("\n"));
        assertThat(rest).contains("ended early", "rtt", "lost").endsWith("PASSED");
      }
      assertThat(process.waitFor()).isEqualTo(130);
    }
  }
}
