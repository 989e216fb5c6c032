package io.rtmkit.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventKind;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks with short pauses, a receiver, and what came to it. */
abstract class DeliveryFixture {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String APP = "0123456789abcdef0123456789abcdef";

  /** The clock of the machine, which a test may put forward. */
  static final class ShiftedClock implements Clock {
    private final AtomicLong shiftMs = new AtomicLong();

    void advance(Duration by) {
      shiftMs.addAndGet(by.toMillis());
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
      return System.currentTimeMillis() + shiftMs.get();
    }
  }

  @TempDir Path directory;
  final ShiftedClock clock = new ShiftedClock();
  final Map<String, String> settings = new HashMap<>();
  FlappingReceiver receiver;
  Webhooks webhooks;

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

  void open() throws IOException {
    webhooks = Webhooks.open(ServerConfig.defaultsWith(settings).webhooks(), directory, clock);
  }

  void reopen(String key, String value) throws IOException {
    webhooks.close();
    settings.put(key, value);
    open();
  }

  @AfterEach
  void stop() {
    webhooks.close();
    receiver.close();
  }

  void tell(String userId, int number) {
    webhooks.on(
        new Event.ChannelChanged(
            EventKind.CHANNEL_JOINED,
            new UserKey(APP, userId),
            "room",
            number,
            clock.currentTimeMillis()));
  }

  void tell(String userId, int from, int to) {
    for (int i = from; i <= to; i++) {
      tell(userId, i);
    }
  }

  void awaitEvents(int count) {
    Eventually.until(PATIENCE, () -> receiver.events().size() >= count);
  }

  /** The numbers that came for a user, without repetitions. */
  List<Integer> numbersOf(String userId) {
    List<Integer> numbers = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (JsonNode event : receiver.events()) {
      if (event.path("userId").asText().equals(userId) && seen.add(event.path("id").asLong())) {
        numbers.add(event.path("memberCount").asInt());
      }
    }
    return numbers;
  }

  static List<Integer> upTo(int last) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= last; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  List<Long> eventIds() {
    return receiver.events().stream().map(event -> event.path("id").asLong()).toList();
  }
}
