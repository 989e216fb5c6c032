package io.rtmkit.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.loadtest.Bench;
import io.rtmkit.loadtest.TestServer;
import io.rtmkit.loadtest.process.Ports;
import io.rtmkit.loadtest.redis.RedisProcess;
import io.rtmkit.loadtest.redis.RedisSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios whose users are on two servers that share them. */
@Timeout(60)
class SeveralServersIT {
  @TempDir private static Path home;
  private static final List<TestServer> SERVERS = new ArrayList<>();
  private static RedisProcess redis;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    redis = new RedisProcess(new RedisSetup(home, null, "everysec"), Ports.free(new Random()));
    redis.start();
    for (int i = 0; i < 2; i++) {
      SERVERS.add(
          TestServer.start(
              Files.createDirectory(home.resolve("server-" + i)),
              "admin.enabled=off",
              "store.kind=redis",
              "store.redis.uri=" + redis.uri(),
              "cluster.kind=redis"));
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    SERVERS.forEach(TestServer::close);
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "peer --pairs 10 --rate 100, rtt, 100",
    "channel --channels 2 --members 10 --rate 20, delivery, 180"
  })
  void messagesGoFromOneServerToTheOther(String line, String latency, long count)
      throws IOException {
    String targets = SERVERS.get(0).target() + "," + SERVERS.get(1).target();
    Path json = directory.resolve("run.json");
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    words.addAll(List.of("--targets", targets, "--json", json.toString(), "--quiet"));
    words.addAll(List.of("--warmup", "300ms", "--duration", "1s"));
    Bench bench = Bench.run(words.toArray(String[]::new));
    assertThat(bench.exitCode()).as(bench.all()).isZero();
    assertThat(bench.out()).contains(targets);
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    for (JsonNode each : report.path("latencies")) {
      if (each.path("name").asText().equals(latency)) {
        assertThat(each.path("count").asLong()).isBetween(count - 10, count + 10);
      }
    }
    assertThat(report.at("/counters/lost").asLong(-1)).isZero();
    assertThat(redisScripts()).as("scripts that Redis ran").isPositive();
  }

  private static long redisScripts() throws IOException {
    try (var connection = redis.connect()) {
      return connection
          .text("INFO", "commandstats")
          .lines()
          .filter(l -> l.contains("eval"))
          .count();
    }
  }
}
