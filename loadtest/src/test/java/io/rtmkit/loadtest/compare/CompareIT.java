package io.rtmkit.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small comparison of each kind of work, in a process of its own, which it pins. */
class CompareIT {
  @TempDir private Path directory;

  private Process start(Path said, String... options) throws Exception {
    return startAfter(List.of(), said, options);
  }

  private Process startAfter(List<String> prefix, Path said, String... options) throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.rtmkit.loadtest.Main", "compare"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private Process startSmall(Path said, double seconds, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--peer-home", directory.toString(), "--runs", "1"));
    all.addAll(List.of("--seconds", "" + seconds, "--warm-slices", "1", "--rate", "50"));
    return start(said, all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "channel, --members, 20, '1 to 20 deliveries, 64 in flight'",
    "peer, --pairs, 5, '5 pairs, acknowledged messages, 8 in flight'",
    "conn, --clients, 200, '200 logins'",
    "idle, --clients, 1200, '1,200 idle'"
  })
  void comparesWithTheRelays(String work, String option, String value, String measured)
      throws Exception {
    Path said = directory.resolve("said");
    Path json = directory.resolve("figures.json");
    Path html = directory.resolve("figures.html");

    Process process =
        startSmall(
            said, 0.3, "--work", work, option, value, "--peers", "ws", "--json", "" + json,
            "--html", "" + html);

    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(text).contains("skipped: ws, there is no").contains(measured + " (medians)");
    List<String> lines = text.lines().toList();
    assertThat(lines).anyMatch(line -> line.contains("rtmkit / R "));
    assertThat(lines.get(lines.size() - 1)).matches(".* / .*(more|less)");
    assertThat(whoDid(measured, json)).contains("R", "Rc", "rtmkit");
    assertThat(Files.readString(html))
        .contains(measured, "uPlot")
        .doesNotContain("src=\"", "href=\"", "url(");
  }

  private static Set<String> whoDid(String measured, Path json) throws Exception {
    Set<String> peers = new TreeSet<>();
    for (JsonNode table : new ObjectMapper().readTree(json.toFile()).get("tables")) {
      if (table.get("title").asText().equals(measured + " (every round)")) {
        assertThat(table.get("header").get(1).asText()).isEqualTo("peer");
        table.get("rows").forEach(row -> peers.add(row.get(1).asText()));
      }
    }
    return peers;
  }

  @Test
  void showsHowTheCostOfOneServerGrows() throws Exception {
    Path said = directory.resolve("said");
    Path json = directory.resolve("figures.json");
    Path hgrm = directory.resolve("figures.hgrm");

    Process process =
        startSmall(
            said,
            1, // a figure is looked at: long enough that there is one
            "--work",
            "channel",
            "--members",
            "10,20",
            "--peers",
            "none",
            "--json",
            "" + json,
            "--hgrm",
            "" + hgrm);

    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
    assertThat(whoDid("1 to 10 deliveries, 1 in flight", json)).containsExactly("rtmkit");
    JsonNode growth = new ObjectMapper().readTree(json.toFile()).at("/charts/0");
    assertThat(growth.at("/x/1").asText()).isEqualTo("20");
    assertThat(growth.at("/series/0/name").asText()).isEqualTo("rtmkit");
    assertThat(growth.at("/series/0/values/1").asDouble()).isPositive();
    assertThat(directory.resolve("figures-rtmkit-latency-of-1-to-20-at-50-messages-a-second.hgrm"))
        .isNotEmptyFile();
  }

  @Test
  void namesAPeerThatIsNotKnown() throws Exception {
    Path said = directory.resolve("said");

    Process process = start(said, "--work", "channel", "--peers", "carrier-pigeon");

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(Files.readString(said))
        .contains("--peers: there is no carrier-pigeon; known are nats");
  }

  @Test
  void namesAnOptionThatIsTooSmall() throws Exception {
    Path said = directory.resolve("said");

    Process process = start(said, "--work", "peer", "--payload", "27");

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(Files.readString(said)).contains("--payload must be from 28 to 32768, not 27");
  }

  @Test
  void refusesToOpenMoreFilesThanItMay() throws Exception {
    Path said = directory.resolve("said");
    List<String> limited = List.of("sh", "-c", "ulimit -n 500; exec \"$@\"", "sh");

    Process process =
        startAfter(limited, said, "--work", "channel", "--members", "1000", "--peers", "none");

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(Files.readString(said))
        .contains("1001 connections need 1301 open files, but this process may have 500")
        .doesNotContain("warm:");
  }
}
