package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.server.store.Eventually;
import io.rtmkit.server.webhook.FlappingReceiver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The receiver of the webhooks is away for a while, and the server is killed meanwhile, under users
 * who go on all the time: every event that a user knows of arrives, in the user's order, signed.
 * The time is that of the system property {@code rtmkit.webhook.outage}, in seconds.
 */
class WebhookDurabilityIT {
  private static final int USERS = 12;
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("rtmkit.webhook.outage", 12));
  private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final int port = FreePort.find();
  private final int hookPort = FreePort.find();
  private final List<WitnessUser> users = new ArrayList<>();
  private final List<FlappingReceiver> receivers = new ArrayList<>();
  private ServerProcess server;

  private void startServer() {
    server =
        ServerProcess.start(
            port,
            Map.of(),
            "--set",
            "webhooks.url=http://127.0.0.1:" + hookPort + "/hook",
            "--set",
            "webhooks.secret=" + FlappingReceiver.SECRET,
            "--set",
            "webhooks.retry-shortest=100ms",
            "--set",
            "webhooks.retry-longest=2s",
            "--set",
            "rates.login=1000/1s",
            "--set",
            "rates.invitation=10000/1s",
            "--set",
            "rates.message=10000/1s");
  }

  private void startReceiver() throws IOException {
    receivers.add(new FlappingReceiver(hookPort));
  }

  private void startUsers() {
    for (int i = 0; i < USERS; i++) {
      // Of this run: an outbox of an earlier one may still be there.
      users.add(new WitnessUser("user-" + i + "-" + System.nanoTime(), port));
    }
    users.forEach(WitnessUser::start);
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (WitnessUser user : users) {
      user.stop();
    }
    receivers.forEach(FlappingReceiver::close);
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyEventThatAUserKnowsOfArrivesInOrder() throws Exception {
    startReceiver();
    startServer();
    startUsers();
    goOnFor(BEFORE_AND_AFTER);
    receivers.get(0).close();
    for (int kills = 0; kills < 2; kills++) {
      goOnFor(OUTAGE.dividedBy(3));
      server.kill();
      startServer();
    }
    goOnFor(OUTAGE.dividedBy(3));
    startReceiver();
    goOnFor(BEFORE_AND_AFTER);
    for (WitnessUser user : users) {
      user.stop();
      assertThat(user.problem()).isEmpty();
    }
    Eventually.until(PATIENCE, this::lastOfAllIsThere);
    checkArrivals();
  }

  /** The users do, twice each at least: the time that passes is what the test is about. */
  private void goOnFor(Duration time) throws InterruptedException {
    int[] before = users.stream().mapToInt(WitnessUser::rounds).toArray();
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
    for (int i = 0; i < USERS; i++) {
      WitnessUser user = users.get(i);
      int enough = before[i] + 2;
      Eventually.until(PATIENCE, () -> user.rounds() >= enough || !user.problem().isEmpty());
    }
  }

  private boolean lastOfAllIsThere() {
    Map<String, List<String>> arrived = arrivals();
    return users.stream()
        .allMatch(user -> isWithin(user.known(), arrived.getOrDefault(user.userId(), List.of())));
  }

  /** Whether all of the first list is in the second, in the same order. */
  private static boolean isWithin(List<String> known, List<String> arrived) {
    int found = 0;
    for (String event : arrived) {
      if (found < known.size() && known.get(found).equals(event)) {
        found++;
      }
    }
    return found == known.size();
  }

  private List<JsonNode> events() {
    List<JsonNode> events = new ArrayList<>();
    receivers.forEach(receiver -> events.addAll(receiver.events()));
    return events;
  }

  /** What came of each user for the first time, in the order of its coming. */
  private Map<String, List<String>> arrivals() {
    Map<String, List<String>> byUser = new HashMap<>();
    Set<Long> seen = new HashSet<>();
    for (JsonNode event : events()) {
      if (seen.add(event.path("id").asLong())) {
        byUser
            .computeIfAbsent(event.path("userId").asText(), user -> new ArrayList<>())
            .add(describe(event));
      }
    }
    return byUser;
  }

  private static String describe(JsonNode event) {
    String type = event.path("type").asText();
    String id = event.path("messageId").asText() + event.path("invitationId").asText();
    return id.isEmpty() ? type : type + " " + id;
  }

  private void checkArrivals() {
    Map<String, Long> lastId = new HashMap<>();
    Set<Long> seen = new HashSet<>();
    for (JsonNode event : events()) {
      long id = event.path("id").asLong();
      if (seen.add(id)) {
        Long before = lastId.put(event.path("userId").asText(), id);
        assertThat(before == null || before < id).as("ids rise: %s", event).isTrue();
      }
    }
    Map<String, List<String>> arrived = arrivals();
    for (WitnessUser user : users) {
      assertThat(arrived.get(user.userId())).containsSubsequence(user.known());
    }
    assertThat(receivers).allMatch(receiver -> receiver.badSignatures() == 0);
    int known = users.stream().mapToInt(user -> user.known().size()).sum();
    System.out.printf(
        "webhooks: %d events known, %d arrived, %d of them again; outage %d s, 2 kills%n",
        known, seen.size(), events().size() - seen.size(), OUTAGE.toSeconds());
  }
}
