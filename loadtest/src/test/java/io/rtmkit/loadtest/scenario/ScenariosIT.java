package io.rtmkit.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.loadtest.Bench;
import io.rtmkit.loadtest.TestServer;
import io.rtmkit.loadtest.process.OpenFiles;
import io.rtmkit.loadtest.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every scenario against a real server, small. */
@Timeout(60)
class ScenariosIT {
  private static final String KEY = "key-of-the-operator-of-these-tests";
  private static int adminPort;
  private static TestServer server;

  @TempDir private static Path home;
  @TempDir private Path directory;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    adminPort = Ports.free(new Random());
    // A tester that stands still for some seconds must not be taken for gone.
    server =
        TestServer.start(
            home,
            "admin.port=" + adminPort,
            "admin.key=" + KEY,
            "session.interrupted-after=20s",
            "session.unreachable-after=25s");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Bench run(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    words.addAll(List.of("--target", server.target(), "--json", json().toString(), "--quiet"));
    return Bench.run(words.toArray(String[]::new));
  }

  private Path json() {
    return directory.resolve("run.json");
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(json().toFile());
  }

  private static JsonNode latency(JsonNode report, String name) {
    for (JsonNode latency : report.path("latencies")) {
      if (latency.path("name").asText().equals(name)) {
        return latency;
      }
    }
    throw new AssertionError("no " + name + " in " + report);
  }

  @ParameterizedTest
  @CsvSource({
    "peer --pairs 10 --rate 200, rtt, 200",
    "peer --ws --pairs 10 --rate 200, delivery, 200",
    "peer --pairs 10 --rate 50..350 --payload 1000, rtt, 200",
    "channel --channels 2 --members 10 --publishers 2 --rate 50, delivery, 450",
    "presence --watchers 3 --users 20 --rate 20, notice, 60",
    "attr --channels 2 --members 10 --rate 20, write, 10",
    "invite --pairs 10 --rate 50, end, 100",
    "storm --clients 50 --rate 50, rtt, 50",
    "sdk --pairs 2 --rate 50, rtt, 50"
  })
  void measuresEverythingThatWasDue(String line, String latency, long count) throws IOException {
    Bench bench = run(line + " --warmup 300ms --duration 1s");
    assertThat(bench.exitCode()).as(bench.all()).isZero();
    // One more or less at the edges of the second.
    assertThat(latency(report(), latency).path("count").asLong())
        .as(bench.all())
        .isBetween(count - 10, count + 10);
    assertThat(report().at("/counters/lost").asLong(-1)).isZero();
    assertThat(report().at("/counters/refused").asLong(-1)).as(bench.all()).isZero();
  }

  @Test
  void aWindowIsKeptFull() throws IOException {
    Bench bench = run("peer --pairs 50 --in-flight 2 --warmup 100ms --duration 2s");
    assertThat(bench.exitCode()).as(bench.all()).isZero();
    assertThat(latency(report(), "rtt").path("count").asLong()).isGreaterThan(200);
  }

  /** Ten thousand where as many files may be open, from more than one source address then. */
  @Test
  void manyConnectAndStay() throws IOException {
    int clients = OpenFiles.limit().orElse(0) > 15_000 ? 10_000 : 500;
    Bench bench = run("conn --clients " + clients + " --connecting 128 --hold 3s");
    assertThat(bench.exitCode()).as(bench.all()).isZero();
    assertThat(latency(report(), "login").path("count").asInt()).isEqualTo(clients);
    assertThat(report().at("/counters/disconnected").asLong(-1)).isZero();
  }

  @Test
  void connectsAtARate() throws IOException {
    Bench bench = run("conn --clients 500 --rate 1000 --ws --hold 100ms --threshold all-in.max<9s");
    assertThat(bench.exitCode()).as(bench.all()).isZero();
    assertThat(report().at("/counters/disconnected").asLong(-1)).isZero();
  }

  @Test
  void offlineTakesATarget() throws IOException {
    Bench bench = run("offline --users 60 --messages 3 --logins 30 --senders 20");
    assertThat(bench.exitCode()).as(bench.all()).isZero();
    assertThat(report().at("/counters/stored").asLong()).isEqualTo(180);
    assertThat(latency(report(), "drain").path("count").asLong()).isEqualTo(30);
  }

  @Test
  void aMissedThresholdIsCode99() {
    Bench bench =
        run("peer --pairs 5 --rate 50 --warmup 0s --duration 500ms --threshold rtt.p99<1us");
    assertThat(bench.exitCode()).as(bench.all()).isEqualTo(99);
    assertThat(bench.out()).contains("MISSED rtt.p99 < 1us");
  }

  @Test
  void theServersUsageComesFromItsMetrics() throws IOException {
    Bench bench =
        run(
            "channel --members 10 --rate 50 --warmup 0s --duration 2s --threshold server.memory<2GB"
                + " --admin-key %s --metrics http://localhost:%d/metrics"
                    .formatted(KEY, adminPort));
    assertThat(bench.exitCode()).as(bench.all()).isZero();
    assertThat(report().at("/facts/server CPU per delivery").asText()).matches(".*(us|ms)");
    assertThat(report().at("/facts/server memory").asText()).matches("[1-9].* at most");
    assertThat(bench.out()).doesNotContain(KEY);
    assertThat(Files.readString(json())).doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "ramp", "evening"})
  void theExamplesRun(String name) throws IOException {
    String yaml =
        Files.readString(Path.of("examples", name + ".yaml"))
            .replaceAll("duration: \\d+s", "duration: 700ms")
            .replaceAll("warmup: \\d+s", "warmup: 100ms")
            .replaceAll("hold: \\d+s", "hold: 100ms")
            .replaceAll("clients: \\d+", "clients: 200")
            .replaceAll("rate: 100..10000", "rate: 100..500");
    Path file = directory.resolve(name + ".yaml");
    Files.writeString(file, yaml);
    Bench bench = run("run " + file);
    // Their latencies are for other machines than this one under test.
    assertThat(bench.exitCode()).as(bench.all()).isIn(0, 99);
    assertThat(bench.out())
        .contains("lost == 0")
        .doesNotContainPattern("MISSED .*(lost|dup|reord)");
  }

  @Test
  void aPlanWithAMistakeIsCode2() throws IOException {
    Path file = directory.resolve("wrong.yaml");
    Files.writeString(file, "stages: [{scenario: peer, options: {pairs: 0}}]");
    Bench bench = run("run " + file);
    assertThat(bench.exitCode()).isEqualTo(2);
    assertThat(bench.err()).contains("stages[0]: --pairs must be from 1 to 50000, not 0");
    Files.writeString(file, "{stages: [{scenario: peer}], thresholds: [talks.lost == 0]}");
    assertThat(run("run " + file).err()).contains("there is no talks.lost");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "peer --pairs 0                  | --pairs must be from 1 to 50000, not 0",
        "peer --payload 10               | --payload must be from 28 to 32768, not 10",
        "peer --duration 1ms             | --duration must be from 100ms to 86400s, not 1ms",
        "peer --rate fast                | must be a rate like",
        "peer --app short                | --app must have 32 characters, not 5",
        "peer --target here              | --target must be HOST:PORT, not here",
        "peer --pid 999999999            | --pid: there is no process",
        "peer --threshold rtt.p99<20     | rtt.p99 is a time",
        "peer --threshold rtt.p9<<20     | must be a threshold",
        "peer --threshold join.p99<20ms  | there is no join.p99",
        "channel --members 1             | --members must be from 2 to",
        "invite --mix 1:2:3              | --mix must be",
        "run nowhere.yaml                | cannot read nowhere.yaml"
      })
  void aWrongOptionIsCode2(String line, String problem) {
    Bench bench = Bench.run(line.strip().split(" +", -1));
    assertThat(bench.exitCode()).as(bench.all()).isEqualTo(2);
    assertThat(bench.err()).contains(problem.strip());
  }

  @Test
  void anUnreachableTargetIsCode3() throws IOException {
    String address = "localhost:" + Ports.free(new Random());
    for (String scenario : List.of("peer", "conn")) {
      Bench bench = Bench.run(scenario, "--target", address, "--quiet");
      assertThat(bench.exitCode()).as(bench.all()).isEqualTo(3);
      assertThat(bench.err()).startsWith("error: cannot reach " + address).hasLineCount(1);
    }
  }
}
