package io.rtmkit.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.server.config.WebhookConfig;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.webhook.Delivery.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire, and what answers mean. */
class WireRulesTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The example that the libraries of Standard Webhooks are tested with. */
  @Test
  void signsAsStandardWebhooksDo() {
    Signature signature = new Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(
            signature.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, utf8("{\"test\": 2432232314}")))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSecretWithoutPrefixIsTheKeyAsItStands() {
    // printf 'id.1.{}' | openssl dgst -sha256 -hmac 0123456789abcdef -binary | base64
    assertThat(new Signature("0123456789abcdef").sign("id", 1, utf8("{}")))
        .isEqualTo("v1,yeZaAZsMj+p9HYOuD1F+F/7d48vEptDLSKbEg9Q37pk=");
  }

  @Test
  void pausesDoubleUpToTheLongestAndHalfOfThemIsChance() {
    Backoff least = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0);
    Backoff most = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 1);
    assertThat(seconds(most)).containsExactly(1.0, 2.0, 4.0, 32.0, 60.0, 60.0);
    assertThat(seconds(least)).containsExactly(0.5, 1.0, 2.0, 16.0, 30.0, 30.0);
    assertThat(most.after(1, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
    assertThat(most.after(9, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(60));
  }

  private static List<Double> seconds(Backoff backoff) {
    return Stream.of(1, 2, 3, 6, 7, 1_000_000)
        .map(failures -> backoff.after(failures, Duration.ZERO).toMillis() / 1000.0)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "200, DELIVERED",
    "204, DELIVERED",
    "301, FAILED",
    "400, REFUSED",
    "401, REFUSED",
    "408, FAILED",
    "410, REFUSED",
    "425, FAILED",
    "429, FAILED",
    "500, FAILED",
    "503, FAILED"
  })
  void whatAnAnswerMeans(int status, Verdict verdict) {
    assertThat(Delivery.ofStatus(status, Duration.ZERO).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 7",
        "0 | 0",
        "Tue, 14 Nov 2023 22:13:50 GMT | 30",
        "Tue, 14 Nov 2023 22:13:10 GMT | 0",
        "soon | 0",
        "99999999999999999999 | 0"
      })
  void whenTheReceiverWantsToBeAskedAgain(String header, long seconds) {
    long nowMs = 1_700_000_000_000L; // 22:13:20
    assertThat(Receiver.parseRetryAfter(header, nowMs)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void anEventIsJson() {
    byte[] json =
        EventJson.encode(
            new Event.MessageStored(
                new UserKey("app", "al\"ice"), "bob", -1, MessageType.MESSAGE_TYPE_TEXT, 5, 42));
    byte[] whole = EventJson.withId(1_700_000_000_000_123L, json);
    assertThat(new String(whole, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":1700000000000123,\"type\":\"message.stored\",\"appId\":\"app\","
                + "\"userId\":\"al\\\"ice\",\"at\":42,\"receiverId\":\"bob\","
                + "\"messageId\":\"18446744073709551615\",\"messageType\":\"text\",\"bytes\":5}");
    assertThat(EventJson.idOf(whole)).isEqualTo(1_700_000_000_000_123L);
    assertThat(new String(EventJson.encode(new Event.ServerStarted(42)), StandardCharsets.UTF_8))
        .isEqualTo("{\"type\":\"server.started\",\"at\":42}");
  }

  @Test
  void theConfigurationKnowsTheNamesOfAllEvents() {
    assertThat(WebhookConfig.EVENTS)
        .isEqualTo(Stream.of(EventKind.values()).map(EventKind::type).toList());
  }
}
