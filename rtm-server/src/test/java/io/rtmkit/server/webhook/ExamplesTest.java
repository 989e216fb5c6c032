package io.rtmkit.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.session.UserKey;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What docs/operations.md shows of webhooks is what the server sends, and how it is checked. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples", "webhooks");
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void theEventIsOneThatTheServerSends() throws IOException {
    byte[] example = Files.readAllBytes(EXAMPLES.resolve("events.json"));
    Event event =
        new Event.UserSeen(
            EventKind.USER_ONLINE, new UserKey("0123…", "alice"), "Zx81…", 1_732_752_000_123L);
    byte[] content = EventJson.withId(1_732_752_000_000_001L, EventJson.encode(event));
    byte[] sent = EventJson.body(List.of(new LogRecord(0, 0, content)));
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(sent)).isEqualTo(json.readTree(example));
  }

  @Test
  void theReceiverTakesWhatIsSignedAndNothingElse() throws Exception {
    long now = Instant.now().getEpochSecond();
    assertThat(isGenuine(now, "body")).isEqualTo("True");
    assertThat(isGenuine(now, "another")).isEqualTo("False");
    assertThat(isGenuine(now - 400, "body")).isEqualTo("False");
  }

  /** What the example says of a body, where another one, "body", was signed at that time. */
  private static String isGenuine(long timestamp, String body) throws Exception {
    String signature = new Signature(SECRET).sign("id-1", timestamp, utf8("body"));
    String program =
        "import receiver, sys; print(receiver.is_genuine(sys.argv[1], {'webhook-id': 'id-1',"
            + " 'webhook-timestamp': sys.argv[2], 'webhook-signature': sys.argv[3]},"
            + " sys.argv[4].encode()))";
    ProcessBuilder python =
        new ProcessBuilder(
                "python3", "-B", "-c", program, SECRET, Long.toString(timestamp), signature, body)
            .directory(new File(EXAMPLES.toString()))
            .redirectErrorStream(true);
    Process process = start(python);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.trim();
  }

  private static Process start(ProcessBuilder python) throws IOException {
    try {
      return python.start();
    } catch (IOException e) {
      Assumptions.assumeTrue(
          "1".equals(System.getenv("RTMKIT_REQUIRE_ALL")), "there is no python3");
      throw e;
    }
  }

  /** The example of a question before a message is sent, for the test that asks one. */
  static JsonNode question() throws IOException {
    return new ObjectMapper().readTree(EXAMPLES.resolve("before-send.json").toFile());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
