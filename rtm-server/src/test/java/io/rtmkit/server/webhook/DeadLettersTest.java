package io.rtmkit.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that cannot be delivered: they let the others pass, are kept, and can be tried again. */
class DeadLettersTest extends DeliveryFixture {
  private static boolean has(JsonNode body, int number) {
    for (JsonNode event : body.path("events")) {
      if (event.path("memberCount").asInt() == number) {
        return true;
      }
    }
    return false;
  }

  @Test
  void anEventThatIsRefusedForGoodBecomesADeadLetterAlone() throws IOException {
    receiver.behave(body -> has(body, 57) ? 422 : 200);
    tell("alice", 1, 100);
    awaitEvents(99);
    List<Integer> numbers = numbersOf("alice");
    assertThat(numbers).hasSize(99).doesNotContain(57).isSorted();
    Eventually.until(PATIENCE, () -> webhooks.status().dead() == 1);
    DeadLetter letter = webhooks.deadLetters(10).get(0);
    assertThat(letter.reason()).contains("refused").contains("422");
    assertThat(letter.event()).contains("\"memberCount\":57");
  }

  @Test
  void deadLettersCanBeTriedAgainUnderTheirIds() throws IOException {
    receiver.behave(body -> has(body, 1) || has(body, 2) ? 400 : 200);
    tell("alice", 1, 3);
    Eventually.until(PATIENCE, () -> webhooks.status().dead() == 2);
    awaitEvents(1);
    receiver.behave(body -> 200);
    assertThat(webhooks.retryDeadLetters()).isEqualTo(2);
    awaitEvents(3);
    assertThat(numbersOf("alice")).containsExactly(3, 1, 2);
    long third = receiver.events().get(0).path("id").asLong();
    assertThat(receiver.events().get(1).path("id").asLong()).isLessThan(third);
    assertThat(webhooks.status().dead()).isZero();
    assertThat(webhooks.deadLetters(10)).isEmpty();
    assertThat(webhooks.retryDeadLetters()).isZero();
  }

  @Test
  void whatIsTooOldIsADeadLetterAndTheRestGoesOn() throws IOException {
    receiver.behave(body -> 503);
    tell("alice", 1, 50);
    Eventually.until(PATIENCE, () -> receiver.requests() > 0);
    clock.advance(Duration.ofHours(73));
    tell("alice", 51);
    Eventually.until(PATIENCE, () -> webhooks.status().dead() == 50);
    receiver.behave(body -> 200);
    awaitEvents(1);
    assertThat(numbersOf("alice")).containsExactly(51);
    assertThat(webhooks.deadLetters(100)).hasSize(50);
    assertThat(webhooks.deadLetters(7)).hasSize(7);
    reopen("webhooks.batch-events", "10");
    assertThat(webhooks.deadLetters(100)).hasSize(50); // also after a restart
  }

  @Test
  void theDeadLettersAreBounded() throws IOException {
    try (DeadLetters dead = DeadLetters.open(directory.resolve("small"), 8_000)) {
      for (int i = 1; i <= 1_000; i++) {
        byte[] event = FlappingReceiver.utf8("{\"id\":" + i + "}");
        dead.add(new LogRecord(i, 42, event), "for a test", 43);
      }
      assertThat(dead.count() + dead.dropped()).isEqualTo(1_000);
      assertThat(dead.dropped()).isPositive();
      List<DeadLetter> kept = dead.list(1_000);
      assertThat(kept).hasSize((int) dead.count());
      assertThat(kept.get(kept.size() - 1))
          .isEqualTo(new DeadLetter(43, "for a test", "{\"id\":1000}"));
    }
  }
}
