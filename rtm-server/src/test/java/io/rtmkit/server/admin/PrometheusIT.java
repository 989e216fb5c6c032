package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.server.e2e.FreePort;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus itself reads the server and the alert rules. Where it is not installed the tests are
 * skipped, unless RTMKIT_REQUIRE_ALL=1.
 */
class PrometheusIT {
  private static final Path CONFIG = Path.of("..", "monitoring", "prometheus");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TIMEOUT_SECONDS = 60;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void requirePrometheus() {
    boolean there = isOnPath("prometheus") && isOnPath("promtool");
    if ("1".equals(System.getenv("RTMKIT_REQUIRE_ALL"))) {
      assertThat(there).as("prometheus and promtool are installed").isTrue();
    }
    if (!there) {
      String why = "skipped: needs prometheus and promtool";
      System.out.println(why);
      Assumptions.abort(why);
    }
  }

  private static boolean isOnPath(String program) {
    for (String directory : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void alertsComeWhenTheyShould(@TempDir Path logs) throws Exception {
    Path log = logs.resolve("promtool.log");
    int code =
        run(
            log,
            new ProcessBuilder(
                "promtool", "test", "rules", CONFIG.resolve("rtmkit.rules.test.yml").toString()));
    assertThat(code).as(Files.readString(log)).isZero();
  }

  @Test
  void theServerIsScraped(@TempDir Path directory) throws Exception {
    try (AdminServer server = AdminServer.start();
        var alice = server.login("alice")) {
      Path config = config(directory, server.port());
      Path log = directory.resolve("promtool.log");
      ProcessBuilder check = new ProcessBuilder("promtool", "check", "config", config.toString());
      assertThat(run(log, check)).as(Files.readString(log)).isZero();

      int port = FreePort.find();
      Process prometheus = start(directory, config, port);
      try {
        // On a busy machine the very first answer may come too late for it.
        Eventually.until(PATIENCE, () -> target(port).path("health").asText().equals("up"));
        // The state of a target is told a moment before its samples can be read.
        Eventually.until(PATIENCE, () -> value(port, "up{job=\"rtmkit\"}") == 1);
        assertThat(target(port).get("lastError").asText()).isEmpty();
        assertThat(value(port, "up{job=\"rtmkit\"}")).isEqualTo(1);
        assertThat(value(port, "sum(rtm_sessions)")).isEqualTo(1);
        assertThat(value(port, "count(ALERTS{alertstate=\"firing\"}) or vector(0)")).isZero();
        assertThat(alice.events("state")).isNotEmpty();
      } finally {
        prometheus.destroy();
        prometheus.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  /** The configuration of the project, with another target, key and pace. */
  private static Path config(Path directory, int port) throws IOException {
    Path key = Files.writeString(directory.resolve("admin-key"), AdminServer.KEY);
    String text = Files.readString(CONFIG.resolve("prometheus.yml"));
    String changed =
        text.replace("server:7090", "127.0.0.1:" + port)
            .replace("/tmp/admin-key", key.toString())
            .replace("scrape_interval: 10s", "scrape_interval: 3s");
    Files.copy(CONFIG.resolve("rtmkit.rules.yml"), directory.resolve("rtmkit.rules.yml"));
    return Files.writeString(directory.resolve("prometheus.yml"), changed);
  }

  private static Process start(Path directory, Path config, int port) throws IOException {
    return new ProcessBuilder(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("prometheus.log").toFile())
        .start();
  }

  private static int run(Path log, ProcessBuilder command) throws Exception {
    Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private JsonNode target(int port) {
    return ask(port, "targets").at("/data/activeTargets/0");
  }

  private double value(int port, String query) {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return ask(port, "query?query=" + encoded).at("/data/result/0/value/1").asDouble(-1);
  }

  /** The answer of Prometheus; empty as long as it does not answer. */
  private JsonNode ask(int port, String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
    try {
      HttpResponse<String> response =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? new ObjectMapper().readTree(response.body())
          : new ObjectMapper().createObjectNode();
    } catch (ConnectException e) {
      return new ObjectMapper().createObjectNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
