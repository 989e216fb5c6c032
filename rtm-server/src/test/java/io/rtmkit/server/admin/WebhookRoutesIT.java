package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.server.store.Eventually;
import io.rtmkit.server.webhook.FlappingReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator sees of the webhooks, and how dead letters come to life again. */
class WebhookRoutesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private FlappingReceiver receiver;
  private AdminServer server;

  @BeforeEach
  void start() throws IOException {
    receiver = new FlappingReceiver(0);
    server =
        AdminServer.start(
            Map.of(
                "data.path", directory.toString(),
                "webhooks.url", receiver.url(),
                "webhooks.secret", FlappingReceiver.SECRET,
                "webhooks.events", "user.online",
                "webhooks.batch-delay", "0ms",
                "webhooks.retry-shortest", "10ms",
                "webhooks.retry-longest", "20ms"));
  }

  @AfterEach
  void stop() {
    server.close();
    receiver.close();
  }

  private JsonNode status() {
    return server.operator().get("/v1/webhooks").body();
  }

  private JsonNode deadLetters(String query) {
    return server.operator().get("/v1/webhooks/dead-letters" + query).body().path("deadLetters");
  }

  private void logInOnce(String userId) {
    server.login(userId).close();
  }

  @Test
  void whatWasDeliveredIsCounted() {
    assertThat(status().path("enabled").asBoolean()).isTrue();
    logInOnce("alice");
    Eventually.until(
        PATIENCE,
        () -> {
          JsonNode now = status();
          return now.path("delivered").asInt() == 1 && now.path("pending").asInt() == 0;
        });
    assertThat(status().path("dead").asInt()).isZero();
    assertThat(status().path("lastError").asText()).isEmpty();
    assertThat(status().path("outboxProblem").asText()).isEmpty();
    assertThat(deadLetters("")).isEmpty();
  }

  @Test
  void theOldestThatWaitsIsToldByItsAge() {
    receiver.behave(body -> 503);
    logInOnce("alice");
    Eventually.until(PATIENCE, () -> status().path("pending").asInt() == 1);
    Eventually.until(PATIENCE, () -> status().path("oldestMs").asLong() > 0);
    assertThat(status().path("oldestMs").asLong()).isLessThan(PATIENCE.toMillis());
    assertThat(status().path("deadDropped").asLong(-1)).isZero();
  }

  @Test
  void whatIsRefusedIsADeadLetterUntilItIsTriedAgain() {
    receiver.behave(body -> 400);
    logInOnce("alice");
    Eventually.until(PATIENCE, () -> status().path("dead").asInt() == 1);
    logInOnce("bob");
    Eventually.until(PATIENCE, () -> status().path("dead").asInt() == 2);
    assertThat(status().path("failed").asInt()).isGreaterThanOrEqualTo(10);
    assertThat(status().path("lastError").asText()).contains("400");
    JsonNode letters = deadLetters("");
    assertThat(letters).hasSize(2);
    assertThat(letters.get(0).path("reason").asText()).startsWith("refused: ").contains("400");
    assertThat(letters.get(0).path("diedAtMs").asLong()).isPositive();
    assertThat(letters.get(0).path("event").toString()).contains("alice");
    assertThat(deadLetters("?limit=1")).hasSize(1);

    receiver.behave(body -> 200);
    AdminClient.Answer retried = server.operator().post("/v1/webhooks/retry", null);
    assertThat(retried.status()).isEqualTo(200);
    assertThat(retried.body().path("retried").asInt()).isEqualTo(2);
    Eventually.until(PATIENCE, () -> receiver.events().size() == 2);
    assertThat(receiver.events())
        .extracting(event -> event.path("userId").asText())
        .containsExactlyInAnyOrder("alice", "bob");
    Eventually.until(PATIENCE, () -> status().path("dead").asInt() == 0);
    assertThat(deadLetters("")).isEmpty();
  }

  @Test
  void onlyTheOperatorSeesThem() {
    AdminClient backEnd = server.keyOf(AdminServer.APP);
    assertThat(backEnd.get("/v1/webhooks").status()).isEqualTo(403);
    assertThat(backEnd.get("/v1/webhooks/dead-letters").status()).isEqualTo(403);
    assertThat(backEnd.post("/v1/webhooks/retry", null).status()).isEqualTo(403);
  }

  @Test
  void withoutWebhooksThereIsNothingToRetry() {
    try (AdminServer other = AdminServer.start()) {
      AdminClient operator = other.operator();
      assertThat(operator.get("/v1/webhooks").body().path("enabled").asBoolean(true)).isFalse();
      assertThat(operator.get("/v1/webhooks/dead-letters").status()).isEqualTo(409);
      AdminClient.Answer refused = operator.post("/v1/webhooks/retry", null);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("webhooks.url");
    }
  }
}
