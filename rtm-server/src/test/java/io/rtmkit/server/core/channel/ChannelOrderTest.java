package io.rtmkit.server.core.channel;

import static io.rtmkit.server.core.TestDomain.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random interleavings of joins, leaves, messages, lost connections, resumes and takeovers of five
 * clients: one order for all, offsets without hole or repetition, and one roster at the end.
 */
class ChannelOrderTest {
  private static final int CLIENTS = 5;
  private static final int MOVES = 120;

  /** What one client knows, kept as a client library would. */
  private static final class TestClient {
    final String userId;
    Session session;
    FakeLink link;
    boolean joined;
    long epoch;
    long offset;
    int read;

    TestClient(String userId) {
      this.userId = userId;
    }
  }

  private final TestDomain domain = new TestDomain();
  private final List<TestClient> clients = new ArrayList<>();
  private final Map<Long, String> order = new TreeMap<>();
  private long nextMessage = 1;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 1_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everybodySeesOneOrder(long seed) {
    Random random = new Random(seed);
    Session anchor = domain.login("anchor"); // keeps the channel and its epoch alive
    domain.join(anchor, "room", null);
    for (int i = 0; i < CLIENTS; i++) {
      TestClient client = new TestClient("user" + i);
      client.link = domain.link();
      client.session = domain.login(client.userId, client.link);
      clients.add(client);
    }
    for (int i = 0; i < MOVES; i++) {
      move(clients.get(random.nextInt(CLIENTS)), random);
    }
    clients.forEach(this::comeBackIfLost);
    clients.forEach(this::read);
    List<String> roster = domain.channels.members(anchor, "room");
    List<String> expected = new ArrayList<>(List.of("anchor"));
    clients.stream().filter(c -> c.joined).forEach(c -> expected.add(c.userId));
    assertThat(roster).containsExactlyInAnyOrderElementsOf(expected);
    checkRoster(expected);
  }

  private void move(TestClient client, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> join(client);
      case 1 -> leave(client);
      case 2 -> lose(client);
      case 3 -> comeBackIfLost(client);
      case 4 -> takeOver(client);
      case 5 -> read(client);
      default -> publish(client);
    }
    domain.clock.advance(Duration.ofMillis(random.nextInt(50)));
  }

  private void join(TestClient client) {
    if (client.link == null || client.joined) {
      return;
    }
    client.session.enterChannel("room");
    Joined joined = domain.join(client.session, "room", null);
    client.joined = true;
    client.epoch = joined.epoch();
    note(joined.offset(), "joined " + client.userId);
    client.offset = joined.offset();
  }

  private void leave(TestClient client) {
    if (client.link == null || !client.joined) {
      return;
    }
    read(client);
    domain.channels.leave(client.session, "room");
    client.session.leaveChannel("room");
    client.joined = false;
  }

  private void publish(TestClient client) {
    if (client.link == null || !client.joined) {
      return;
    }
    long id = nextMessage++;
    long offset =
        domain
            .channels
            .publish(client.session, TestDomain.order(TestDomain.toChannel(id, "room", "m")))
            .offset();
    note(offset, "message " + id);
    read(client); // what came before its own message
    client.offset = Math.max(client.offset, offset);
  }

  private void lose(TestClient client) {
    if (client.link != null) {
      domain.sessions.detach(client.session, client.link); // what was not read is lost
      client.link = null;
    }
  }

  private void comeBackIfLost(TestClient client) {
    if (client.link != null) {
      return;
    }
    client.link = domain.link();
    client.read = 0;
    assertThat(domain.sessions.resume(client.session, client.link, 0)).isTrue();
    if (client.joined) {
      ChannelPosition position = position("room", client.epoch, client.offset);
      ChannelRecovery recovery =
          domain.channels.resume(client.session, client.link, position, 1 << 20).recovery();
      assertThat(recovery.getOutcome()).isEqualTo(RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE);
    }
  }

  private void takeOver(TestClient client) {
    client.link = domain.link();
    client.read = 0;
    client.session = domain.login(client.userId, client.link);
    client.joined = false;
  }

  private void read(TestClient client) {
    if (client.link == null) {
      return;
    }
    List<Publication> events = client.link.publications();
    for (Publication event : events.subList(client.read, events.size())) {
      if (client.joined) {
        assertThat(event.getOffset()).isGreaterThan(client.offset);
        client.offset = event.getOffset();
      }
      note(event.getOffset(), ChannelsTest.describe(event).replaceFirst("\\d+ ", ""));
    }
    client.read = events.size();
  }

  /** Every observer must see the same event at the same offset. */
  private void note(long offset, String event) {
    String known = order.putIfAbsent(offset, event);
    assertThat(known == null ? event : known).as("offset %d", offset).isEqualTo(event);
  }

  /** The joins and leaves of the one order, played through, give the roster. */
  private void checkRoster(List<String> expected) {
    TestDomain.linkOf(domain.sessions.find(anchorKey())).publications().stream()
        .forEach(e -> note(e.getOffset(), ChannelsTest.describe(e).replaceFirst("\\d+ ", "")));
    Map<String, Boolean> present = new HashMap<>(Map.of("anchor", true));
    order.forEach(
        (offset, event) -> {
          if (event.startsWith("joined ")) {
            present.put(event.substring(7), true);
          } else if (event.startsWith("left ")) {
            present.remove(event.substring(5));
          }
        });
    assertThat(present.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    // The anchor was there all the time: it saw every offset but its own join.
    assertThat(order.keySet())
        .containsExactlyElementsOf(LongStream.rangeClosed(2, order.size() + 1L).boxed().toList());
  }

  private static UserKey anchorKey() {
    return new UserKey(TestDomain.APP, "anchor");
  }
}
