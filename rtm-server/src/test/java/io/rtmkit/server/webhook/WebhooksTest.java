package io.rtmkit.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Delivery: at least once, in order for each user, whatever the receiver does. */
class WebhooksTest extends DeliveryFixture {
  @Test
  void deliversSignedBatchesInOrder() {
    tell("alice", 1, 250);
    awaitEvents(250);
    assertThat(numbersOf("alice")).isEqualTo(upTo(250));
    assertThat(receiver.badSignatures()).isZero();
    assertThat(receiver.requests()).isBetween(3, 100);
    assertThat(receiver.ids()).doesNotHaveDuplicates();
    assertThat(eventIds()).isSorted().doesNotHaveDuplicates();
    Eventually.until(PATIENCE, () -> webhooks.status().pending() == 0);
    assertThat(webhooks.status().delivered()).isEqualTo(250);
    assertThat(webhooks.status().outboxProblem()).isEmpty();
    assertThat(webhooks.status().deliveryProblem()).isEmpty();
  }

  @Test
  void onlyTheEventsThatAreWantedAreSent() throws IOException {
    reopen("webhooks.events", "server.started, user.offline");
    tell("alice", 1, 5);
    webhooks.on(new Event.ServerStarted(42));
    awaitEvents(1);
    assertThat(receiver.events().get(0).path("type").asText()).isEqualTo("server.started");
    Eventually.until(PATIENCE, () -> webhooks.status().pending() == 0);
    assertThat(webhooks.status().delivered()).isEqualTo(1);
  }

  @Test
  void keepsTheOrderOfEachUserWhileTheReceiverFlaps() {
    receiver.behave(
        body ->
            switch (ThreadLocalRandom.current().nextInt(4)) {
              case 0 -> 503;
              case 1 -> 429;
              default -> 200;
            });
    for (int i = 1; i <= 300; i++) {
      for (int user = 0; user < 8; user++) {
        tell("user-" + user, i);
      }
    }
    awaitEvents(8 * 300);
    Eventually.until(PATIENCE, () -> webhooks.status().pending() == 0);
    for (int user = 0; user < 8; user++) {
      assertThat(numbersOf("user-" + user)).isEqualTo(upTo(300));
    }
    assertThat(webhooks.status().failedTries()).isPositive();
    assertThat(webhooks.status().dead()).isZero();
  }

  @Test
  void whatIsNotDeliveredIsDeliveredAfterTheNextStart() throws IOException {
    receiver.behave(body -> 503);
    tell("alice", 1, 150);
    Eventually.until(PATIENCE, () -> receiver.requests() > 1);
    assertThat(webhooks.status().pending()).isEqualTo(150);
    assertThat(webhooks.status().deliveryProblem()).contains("503");
    webhooks.close();
    receiver.behave(body -> 200);
    open();
    tell("alice", 151, 200);
    awaitEvents(200);
    assertThat(numbersOf("alice")).isEqualTo(upTo(200));
    assertThat(eventIds()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whatIsDeliveredIsNotDeliveredAgainAfterTheNextStart() throws IOException {
    tell("alice", 1, 10);
    awaitEvents(10);
    webhooks.close();
    open();
    tell("alice", 11);
    awaitEvents(11);
    assertThat(receiver.events()).hasSize(11);
  }

  @Test
  void aReceiverThatIsNotThereIsTriedUntilItIs() throws IOException {
    receiver.close();
    tell("alice", 1, 3);
    Eventually.until(PATIENCE, () -> webhooks.status().failedTries() > 2);
    assertThat(webhooks.status().deliveryProblem()).isEqualTo("no connection");
    receiver = new FlappingReceiver(URI.create(settings.get("webhooks.url")).getPort());
    awaitEvents(3);
    assertThat(numbersOf("alice")).isEqualTo(upTo(3));
    Eventually.until(PATIENCE, () -> webhooks.status().deliveryProblem().isEmpty());
  }

  @Test
  void aReceiverThatHangsIsTriedAgain() throws IOException {
    reopen("webhooks.timeout", "100ms");
    CountDownLatch never = new CountDownLatch(1);
    receiver.behave(
        body -> {
          try {
            return never.await(1, TimeUnit.MINUTES) ? 200 : 500;
          } catch (InterruptedException e) {
            return 500;
          }
        });
    tell("alice", 1);
    Eventually.until(PATIENCE, () -> webhooks.status().failedTries() > 1);
    assertThat(webhooks.status().deliveryProblem()).isEqualTo("no answer in time");
    receiver.behave(body -> 200);
    awaitEvents(1);
  }

  @Test
  void aReceiverIsLeftAloneAsLongAsItAsks() {
    receiver.askForRetryAfter("1");
    receiver.behave(body -> 503);
    long before = System.nanoTime();
    tell("alice", 1);
    Eventually.until(PATIENCE, () -> webhooks.status().failedTries() >= 1);
    receiver.behave(body -> 200);
    awaitEvents(1);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void aFullOutboxLosesTheNewestEventsAndSaysSo() throws IOException {
    reopen("webhooks.outbox-bytes", "1MB");
    receiver.behave(body -> 503);
    tell("alice", 1, 8_000);
    WebhookStatus full = webhooks.status();
    assertThat(full.lost()).isPositive();
    assertThat(full.outboxProblem()).contains("webhooks.outbox-bytes");
    assertThat(full.pending() + full.lost()).isEqualTo(8_000);
    receiver.behave(body -> 200);
    int kept = (int) full.pending();
    awaitEvents(kept);
    assertThat(numbersOf("alice")).isEqualTo(upTo(kept));
    tell("alice", 8_001);
    awaitEvents(kept + 1);
    assertThat(webhooks.status().outboxProblem()).isEmpty();
  }

  @Test
  void twoServersDoNotShareAnOutbox() {
    assertThatThrownBy(this::open).hasMessageContaining("another server uses " + directory);
  }
}
