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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.rtmkit.loadtest.Main", "compare"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
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

    Process process =
        start(
            said,
            "--work",
            work,
            option,
            value,
            "--peers",
            "ws",
            "--peer-home",
            directory.toString(),
            "--runs",
            "1",
            "--seconds",
            "0.3",
            "--warm-slices",
            "1",
            "--rate",
            "50",
            "--json",
            json.toString());

    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(text).contains("skipped: ws, there is no").contains(measured + " (medians)");
    assertThat(text.lines().filter(line -> line.contains("rtmkit") && line.contains("/ R ")))
        .isNotEmpty();
    assertThat(whoDid(measured, json)).contains("R", "Rc", "rtmkit");
  }

  private static Set<String> whoDid(String measured, Path json) throws Exception {
    Set<String> peers = new TreeSet<>();
    for (JsonNode row : new ObjectMapper().readTree(json.toFile()).get("rows")) {
      if (row.get("work").asText().equals(measured)) {
        peers.add(row.get("peer").asText());
        row.get("figures").properties().forEach(f -> assertThat(f.getValue().isNumber()).isTrue());
      }
    }
    return peers;
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
    assertThat(Files.readString(said)).contains("--payload: must be 28 at least, is 27");
  }
}
