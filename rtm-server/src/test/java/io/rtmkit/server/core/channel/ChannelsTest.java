package io.rtmkit.server.core.channel;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.order;
import static io.rtmkit.server.core.TestDomain.toChannel;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Channels: who sees which events, in which order, and when counts are told. */
class ChannelsTest {
  private final TestDomain domain = new TestDomain();
  private final Session alice = domain.login("alice");
  private final Session bob = domain.login("bob");
  private final Session carol = domain.login("carol");

  private static Joined join(TestDomain domain, Session session) {
    session.enterChannel("room");
    return domain.join(session, "room", null);
  }

  private Joined join(Session session) {
    return join(domain, session);
  }

  private long publish(Session session, long id) {
    PublishOrder order = new PublishOrder(toChannel(id, "room", "m" + id), 42, 0);
    return domain.channels.publish(session, order).offset();
  }

  private static List<String> events(FakeLink link) {
    return link.publications().stream().map(ChannelsTest::describe).toList();
  }

  static String describe(Publication event) {
    return switch (event.getEventCase()) {
      case MESSAGE -> event.getOffset() + " message " + event.getMessage().getMessageId();
      case JOINED -> event.getOffset() + " joined " + event.getJoined().getUserId();
      case LEFT -> event.getOffset() + " left " + event.getLeft().getUserId();
      case EVENT_NOT_SET -> "nothing";
    };
  }

  private static List<Integer> counts(FakeLink link) {
    return link.pushes().stream()
        .filter(Push::hasMemberCount)
        .map(push -> push.getMemberCount().getMemberCount())
        .toList();
  }

  @Test
  void everybodyButTheSenderGetsAMessage() {
    join(alice);
    join(bob);
    join(carol);
    assertThat(publish(alice, 7)).isEqualTo(4);
    assertThat(events(linkOf(alice))).containsExactly("2 joined bob", "3 joined carol");
    assertThat(events(linkOf(bob))).containsExactly("3 joined carol", "4 message 7");
    assertThat(events(linkOf(carol))).containsExactly("4 message 7");
    Publication got = linkOf(bob).publications().get(1);
    assertThat(got.getMessage().getUserId()).isEqualTo("alice");
    assertThat(got.getMessage().getContent().getPayload().toStringUtf8()).isEqualTo("m7");
    assertThat(got.getMessage().getServerReceivedMs()).isEqualTo(42);
  }

  @Test
  void allMembersSeeOneOrderAlsoWhenManyPublishInOneTurn() {
    join(alice);
    join(bob);
    join(carol);
    publish(alice, 1);
    publish(bob, 2);
    publish(carol, 3);
    publish(alice, 4);
    assertThat(events(linkOf(alice))).endsWith("5 message 2", "6 message 3");
    assertThat(events(linkOf(bob))).endsWith("4 message 1", "6 message 3", "7 message 4");
    assertThat(events(linkOf(carol))).containsExactly("4 message 1", "5 message 2", "7 message 4");
  }

  @Test
  void aMemberSeesNothingFromBeforeItsJoinAndNothingAfterItsLeave() {
    join(alice);
    publish(alice, 1);
    Joined joined = join(bob);
    publish(alice, 2);
    domain.channels.leave(bob, "room");
    publish(alice, 3);
    assertThat(joined.offset()).isEqualTo(3);
    assertThat(events(linkOf(bob))).containsExactly("4 message 2");
    assertThat(events(linkOf(alice))).containsExactly("3 joined bob", "5 left bob");
  }

  @Test
  void strangersNeitherPublishNorListNorLeave() {
    join(alice);
    assertThat(publish(bob, 1)).isEqualTo(-1);
    assertThat(domain.channels.members(bob, "room")).isNull();
    assertThat(domain.channels.leave(bob, "room")).isFalse();
    assertThat(domain.channels.members(alice, "room")).containsExactly("alice");
    assertThat(domain.channels.memberCount(TestDomain.APP, "room")).isEqualTo(1);
    assertThat(domain.channels.memberCount(TestDomain.APP, "other")).isZero();
    assertThat(domain.channels.memberCount("f".repeat(32), "room")).isZero();
  }

  @Test
  void theEndOfASessionIsALeave() {
    join(alice);
    join(bob);
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_LOGGED_OUT, "");
    assertThat(events(linkOf(alice))).endsWith("3 left bob");
    assertThat(domain.channels.memberCount(TestDomain.APP, "room")).isEqualTo(1);
  }

  @Test
  void aLostConnectionIsNoLeave() {
    join(alice);
    join(bob);
    domain.sessions.detach(bob, linkOf(bob));
    publish(alice, 1);
    assertThat(events(linkOf(alice))).containsExactly("2 joined bob");
    assertThat(domain.channels.memberCount(TestDomain.APP, "room")).isEqualTo(2);
  }

  @Test
  void aTakeoverIsALeaveAndAJoinInThisOrder() {
    join(alice);
    join(bob);
    Session newBob = domain.login("bob");
    join(newBob);
    assertThat(events(linkOf(alice))).containsExactly("2 joined bob", "3 left bob", "4 joined bob");
    assertThat(publish(bob, 1)).isEqualTo(-1);
  }

  @Test
  void joinsAndLeavesAreToldUpToTheListedMembersOnly() {
    TestDomain small = new TestDomain(Map.of("limits.members-listed", "3"));
    Session watcher = small.login("watcher");
    join(small, watcher);
    for (String user : List.of("u2", "u3", "u4", "u5")) {
      join(small, small.login(user));
    }
    assertThat(events(linkOf(watcher))).containsExactly("2 joined u2", "3 joined u3");
    assertThat(small.channels.members(watcher, "room")).hasSize(3);
    assertThat(small.channels.memberCount(TestDomain.APP, "room")).isEqualTo(5);
    for (String user : List.of("u5", "u4", "u3")) {
      UserKey key = new UserKey(TestDomain.APP, user);
      small.channels.leave(small.sessions.find(key), "room");
    }
    assertThat(events(linkOf(watcher))).endsWith("3 joined u3", "4 left u3");
  }

  @Test
  void countsAreToldAtOnceAndThenAtMostOnceASecond() {
    join(alice);
    domain.clock.advance(Duration.ofSeconds(1));
    join(bob);
    assertThat(counts(linkOf(alice))).containsExactly(2);
    join(carol);
    domain.channels.tick();
    assertThat(counts(linkOf(alice))).containsExactly(2);
    domain.clock.advance(Duration.ofSeconds(1));
    domain.channels.tick();
    domain.channels.tick();
    assertThat(counts(linkOf(alice))).containsExactly(2, 3);
    assertThat(counts(linkOf(bob))).containsExactly(3);
  }

  @Test
  void largeChannelsTellCountsOnceInThreeSeconds() {
    TestDomain small = new TestDomain(Map.of("limits.members-listed", "1"));
    Session watcher = small.login("watcher");
    join(small, watcher);
    small.clock.advance(Duration.ofSeconds(3));
    join(small, small.login("u2"));
    assertThat(counts(linkOf(watcher))).containsExactly(2);
    join(small, small.login("u3"));
    small.clock.advance(Duration.ofSeconds(1));
    small.channels.tick();
    assertThat(counts(linkOf(watcher))).containsExactly(2);
    small.clock.advance(Duration.ofSeconds(2));
    small.channels.tick();
    assertThat(counts(linkOf(watcher))).containsExactly(2, 3);
  }

  @Test
  void aChannelWithoutMembersAndMessagesIsForgottenAtOnce() {
    join(alice);
    domain.channels.leave(alice, "room");
    assertThat(domain.channels.size()).isZero();
  }

  @Test
  void aChannelWhoseLastMemberLeavesIsForgottenWithItsMessages() {
    join(alice);
    publish(alice, 1);
    domain.channels.leave(alice, "room");
    assertThat(domain.channels.size()).isZero();
    assertThat(domain.channels.historyBytes()).isZero();
  }

  @Test
  void aChannelWhoseLastMemberWasLostIsKeptForItsReturn() {
    join(alice);
    publish(alice, 1);
    domain.sessions.end(alice, CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT, "");
    domain.clock.advance(Duration.ofSeconds(119));
    domain.channels.expire();
    assertThat(domain.channels.size()).isEqualTo(1);
    domain.clock.advance(Duration.ofSeconds(2));
    domain.channels.expire();
    assertThat(domain.channels.size()).isZero();
    assertThat(domain.channels.historyBytes()).isZero();
  }

  @Test
  void allChannelsTogetherKeepNoMoreThanTheirShareOfMemory() {
    TestDomain small = new TestDomain(Map.of("channel.history-total-bytes", "10KB"));
    for (int user = 0; user < 20; user++) {
      Session session = small.login("user" + user);
      session.enterChannel("room" + user);
      small.join(session, "room" + user, null);
      for (int i = 0; i < 20; i++) {
        small.channels.publish(session, order(toChannel(i, "room" + user, "x".repeat(100))));
        assertThat(small.channels.historyBytes()).isLessThanOrEqualTo(10 * 1024);
      }
    }
  }

  @Test
  void aCountToldInPassingIsOwedNoMore() {
    join(alice);
    join(bob); // owes a count
    domain.clock.advance(Duration.ofSeconds(1));
    domain.channels.leave(bob, "room"); // told at once, with this change
    assertThat(domain.channels.waiting()).isEqualTo(1);
    domain.channels.tick();
    assertThat(domain.channels.waiting()).isZero();
  }

  @Test
  void aConnectionThatWasReplacedGetsNoSeat() {
    join(alice);
    join(bob);
    FakeLink late = linkOf(bob);
    FakeLink fresh = domain.link();
    domain.sessions.resume(bob, fresh, 0);
    ChannelPosition position = ChannelPosition.newBuilder().setChannelId("room").build();
    domain.channels.resume(bob, late, position, 1_000);
    publish(alice, 9);
    assertThat(events(late)).isEmpty();
  }
}
