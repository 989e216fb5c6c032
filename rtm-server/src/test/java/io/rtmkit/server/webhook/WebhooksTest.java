package io.rtmkit.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery: at least once, in order for each user, whatever the receiver does. */
class WebhooksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String APP = "0123456789abcdef0123456789abcdef";

  /** The clock of the machine, which a test may put forward. */
  private static final class ShiftedClock implements Clock {
    private final AtomicLong shiftMs = new AtomicLong();

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
      return System.currentTimeMillis() + shiftMs.get();
    }
  }

  @TempDir private Path directory;
  private final ShiftedClock clock = new ShiftedClock();
  private final Map<String, String> settings = new HashMap<>();
  private FlappingReceiver receiver;
  private Webhooks webhooks;

  @BeforeEach
  void start() throws IOException {
    receiver = new FlappingReceiver(0);
    settings.put("webhooks.url", receiver.url());
    settings.put("webhooks.secret", FlappingReceiver.SECRET);
    settings.put("webhooks.batch-delay", "1ms");
    settings.put("webhooks.retry-shortest", "10ms");
    settings.put("webhooks.retry-longest", "20ms");
    open();
  }

  private void open() throws IOException {
    webhooks = Webhooks.open(ServerConfig.defaultsWith(settings).webhooks(), directory, clock);
  }

  private void reopen(String key, String value) throws IOException {
    webhooks.close();
    settings.put(key, value);
    open();
  }

  @AfterEach
  void stop() {
    webhooks.close();
    receiver.close();
  }

  private void tell(String userId, int number) {
    webhooks.on(
        new Event.ChannelChanged(
            EventKind.CHANNEL_JOINED,
            new UserKey(APP, userId),
            "room",
            number,
            clock.currentTimeMillis()));
  }

  private void tell(String userId, int from, int to) {
    for (int i = from; i <= to; i++) {
      tell(userId, i);
    }
  }

  private void awaitEvents(int count) {
    Eventually.until(PATIENCE, () -> receiver.events().size() >= count);
  }

  /** The numbers that came for a user, without repetitions. */
  private List<Integer> numbersOf(String userId) {
    List<Integer> numbers = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (JsonNode event : receiver.events()) {
      if (event.path("userId").asText().equals(userId) && seen.add(event.path("id").asLong())) {
        numbers.add(event.path("memberCount").asInt());
      }
    }
    return numbers;
  }

  private static List<Integer> upTo(int last) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= last; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private List<Long> eventIds() {
    return receiver.events().stream().map(event -> event.path("id").asLong()).toList();
  }

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
    assertThat(webhooks.status().isHealthy()).isTrue();
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
    Eventually.until(PATIENCE, () -> webhooks.status().isHealthy());
  }

  @Test
  void aReceiverThatHangsIsTriedAgain() throws IOException {
    reopen("webhooks.timeout", "100ms");
    Object never = new Object();
    receiver.behave(
        body -> {
          synchronized (never) {
            try {
              never.wait(60_000);
            } catch (InterruptedException e) {
              return 500;
            }
          }
          return 500;
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
    Eventually.until(PATIENCE, () -> receiver.requests() == 1);
    receiver.behave(body -> 200);
    awaitEvents(1);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(990));
  }

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
    clock.shiftMs.addAndGet(Duration.ofHours(73).toMillis());
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

  @Test
  void twoServersDoNotShareAnOutbox() {
    assertThatThrownBy(this::open).hasMessageContaining("another server uses " + directory);
  }
}
