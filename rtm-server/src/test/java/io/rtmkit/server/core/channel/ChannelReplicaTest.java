package io.rtmkit.server.core.channel;

import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.channel.SharedRoom.EPOCH;
import static io.rtmkit.server.core.channel.SharedRoom.KEY;
import static io.rtmkit.server.core.channel.SharedRoom.counts;
import static io.rtmkit.server.core.channel.SharedRoom.joined;
import static io.rtmkit.server.core.channel.SharedRoom.message;
import static io.rtmkit.server.core.channel.SharedRoom.messages;
import static io.rtmkit.server.core.channel.SharedRoom.offsets;
import static io.rtmkit.server.core.channel.SharedRoom.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Attribute;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of a shared channel on one server: what its members are sent, and when. */
class ChannelReplicaTest {
  private final SharedRoom room = new SharedRoom(Map.of("limits.members-listed", "10"));
  private final ChannelReplica replica = room.replica;

  private static List<Long> attributeRevisions(FakeLink link) {
    return link.attributeNotices().stream().map(ChannelAttributesPush::getRevision).toList();
  }

  private static List<Long> lockRevisions(FakeLink link) {
    return link.pushes().stream()
        .filter(Push::hasChannelLocks)
        .map(push -> push.getChannelLocks().getRevision())
        .toList();
  }

  @Test
  void membersGetEventsInTheirOrderWhoeverBringsThem() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    Session bob = room.seated("bob", 0); // on the other lane
    assertThat(room.arrive(message(2, "far"))).isTrue();
    assertThat(replica.state()).isEqualTo(StreamState.GAPPED);
    assertThat(offsets(alice)).isEmpty();
    assertThat(room.arrive(message(1, "far"))).isFalse();
    assertThat(replica.state()).isEqualTo(StreamState.WHOLE);
    room.arrive(message(2, "far")); // again
    assertThat(offsets(alice)).containsExactly(1L, 2L);
    assertThat(offsets(bob)).containsExactly(1L, 2L);
    assertThat(replica.position().getOffset()).isEqualTo(2);
  }

  @Test
  void thePublisherDoesNotGetItsOwnMessageButItsOwnJoin() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    Session bob = room.seated("bob", 0);
    room.arrive(message(1, "alice"));
    room.arrive(joined(2, "alice"));
    room.arrive(message(3, "bob"));
    assertThat(offsets(alice)).containsExactly(2L, 3L);
    assertThat(offsets(bob)).containsExactly(1L, 2L);
  }

  @Test
  void aSeatBringsWhatCameSinceTheMemberEntered() {
    room.learn(4);
    room.arrive(5, 5);
    Session alice = room.domain.login("alice");
    room.enter(alice, 5);
    room.arrive(6, 7); // before it has its seat
    assertThat(offsets(alice)).isEmpty();
    Joined seat = room.takeSeat(alice);
    room.arrive(8, 8);
    assertThat(seat).isEqualTo(new Joined(false, EPOCH, 5, 2, null, 3, 1));
    assertThat(offsets(alice)).containsExactly(6L, 7L, 8L);
    assertThat(room.takeSeat(alice)).isNull(); // it has it
  }

  @Test
  void aMemberThatEntersAheadOfWhatHasArrivedGetsTheRestAsItComes() {
    room.learn(4);
    Session alice = room.domain.login("alice");
    room.enter(alice, 6); // Redis knows of 5 and 6
    assertThat(room.takeSeat(alice)).isNotNull();
    room.arrive(message(7, "far"));
    assertThat(offsets(alice)).isEmpty();
    room.arrive(5, 6);
    assertThat(offsets(alice)).endsWith(6L, 7L);
  }

  @Test
  void whoHasLeftGetsNoSeatAndNothingMore() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    Session bob = room.domain.login("bob");
    room.enter(bob, 0);
    assertThat(replica.sessions()).containsExactly(alice, bob);
    assertThat(replica.leave(alice)).isTrue();
    assertThat(replica.leave(alice)).isFalse();
    assertThat(replica.leave(bob)).isTrue();
    assertThat(room.takeSeat(bob)).isNull();
    room.arrive(1, 1);
    assertThat(offsets(alice)).isEmpty();
    assertThat(replica.isMember(alice)).isFalse();
    assertThat(replica.isEmpty()).isTrue();
  }

  @Test
  void whoIsDetachedStaysAMemberButOnlyTheLossOfItsOwnConnectionCounts() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    FakeLink first = linkOf(alice);
    replica.detach(alice, room.domain.link()); // another one
    room.arrive(1, 1);
    replica.detach(alice, first);
    room.arrive(2, 2);
    assertThat(offsets(first)).containsExactly(1L);
    assertThat(replica.isMember(alice)).isTrue();
  }

  @Test
  void aNewerSessionOfAUserTakesThePlaceOfTheOlder() {
    room.learn(0);
    Session older = room.seated("alice", 0);
    FakeLink first = linkOf(older);
    Session newer = room.seated("alice", 0);
    room.arrive(1, 1);
    assertThat(offsets(first)).isEmpty();
    assertThat(offsets(newer)).containsExactly(1L);
    assertThat(replica.isMember(older)).isFalse();
    assertThat(replica.leave(older)).isFalse(); // must not take the newer one out
    assertThat(replica.sessions()).containsExactly(newer);
  }

  @Test
  void whatWasReadFillsAGap() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    room.arrive(message(4, "far"));
    replica.fill(room.facts(3), slice(1, messages(1, 3)), room.now());
    assertThat(offsets(alice)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(replica.state()).isEqualTo(StreamState.WHOLE);
    assertThat(linkOf(alice).closeCode()).isNull();
  }

  @Test
  void whenEventsAreLostTheClientsComeBackAndThoseWithoutASeatAreLeftAlone() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    Session bob = room.domain.login("bob");
    room.enter(bob, 0);
    room.arrive(message(9, "far"));
    replica.fill(room.facts(8), slice(5, messages(5, 8)), room.now());
    assertThat(linkOf(alice).closeCode()).isEqualTo(CloseCode.CLOSE_CODE_INTERNAL_ERROR);
    assertThat(linkOf(bob).closeCode()).isNull();
    assertThat(replica.isMember(alice)).isTrue();
    assertThat(replica.position().getOffset()).isEqualTo(9); // what was early follows
    room.arrive(10, 10);
    assertThat(offsets(alice)).isEmpty();
  }

  @Test
  void anotherLifeOfTheChannelSendsTheClientsAway() {
    room.learn(5);
    Session alice = room.seated("alice", 5);
    assertThat(replica.isOtherLife(EPOCH)).isFalse();
    assertThat(replica.isOtherLife(EPOCH + 1)).isTrue();
    room.arrive(message(7, "far"));
    replica.learn(room.facts(EPOCH + 1, 1, 1), room.now());
    assertThat(linkOf(alice).closeCode()).isEqualTo(CloseCode.CLOSE_CODE_INTERNAL_ERROR);
    assertThat(replica.position().getEpoch()).isEqualTo(EPOCH + 1);
    assertThat(replica.position().getOffset()).isEqualTo(1);
    assertThat(replica.state()).isEqualTo(StreamState.WHOLE);
  }

  @Test
  void whatIsLearntOfTheSameLifeMovesNothing() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    room.learn(5); // the events themselves are on their way
    assertThat(replica.position().getOffset()).isZero();
    room.arrive(1, 1);
    assertThat(offsets(alice)).containsExactly(1L);
    assertThat(linkOf(alice).closeCode()).isNull();
  }

  @Test
  void aCountIsToldAtOnceAndThenAtMostOnceASecond() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    room.domain.clock.advance(Duration.ofSeconds(5)); // after a quiet time
    replica.onCount(3, 100, room.now());
    assertThat(counts(linkOf(alice))).containsExactly(3);
    replica.onCount(4, 101, room.now());
    replica.onCount(5, 102, room.now());
    room.replicas.noteWaiting(replica);
    room.domain.clock.advance(Duration.ofMillis(999));
    room.replicas.tick();
    assertThat(counts(linkOf(alice))).containsExactly(3);
    assertThat(replica.memberCount()).isEqualTo(5);
    room.domain.clock.advance(Duration.ofMillis(1));
    room.replicas.tick();
    room.replicas.tick();
    assertThat(counts(linkOf(alice))).containsExactly(3, 5);
    assertThat(replica.waits()).isFalse();
  }

  @Test
  void theCountOfALargeChannelIsToldMoreSeldom() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    room.domain.clock.advance(Duration.ofSeconds(5)); // after a quiet time
    replica.onCount(50, 100, room.now());
    replica.onCount(51, 101, room.now());
    room.domain.clock.advance(Duration.ofMillis(2_999));
    replica.tick(room.now());
    assertThat(counts(linkOf(alice))).containsExactly(50);
    room.domain.clock.advance(Duration.ofMillis(1));
    replica.tick(room.now());
    assertThat(counts(linkOf(alice))).containsExactly(50, 51);
  }

  @Test
  void anOlderCountChangesNothingUnlessTheChannelBeganAnew() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    room.domain.clock.advance(Duration.ofSeconds(5)); // after a quiet time
    replica.onCount(3, 100, room.now());
    room.domain.clock.advance(Duration.ofSeconds(5));
    replica.onCount(9, 99, room.now());
    replica.onCount(9, 100, room.now());
    assertThat(replica.memberCount()).isEqualTo(3);
    assertThat(replica.waits()).isFalse();
    assertThat(counts(linkOf(alice))).containsExactly(3);
    replica.learn(room.facts(EPOCH + 1, 1, 1), room.now()); // counts from the start
    assertThat(replica.memberCount()).isEqualTo(1);
  }

  @Test
  void attributesAndLocksAreToldOnceAndOnlyTheNewer() {
    room.learn(0); // attributes are told up to 2, locks up to 1
    Session alice = room.seated("alice", 0);
    FakeLink link = linkOf(alice);
    List<Attribute> attributes = List.of(Attribute.newBuilder().setKey("k").build());
    List<ChannelLock> locks = List.of(ChannelLock.newBuilder().setName("l").build());
    replica.onAttributes(attributes, 2);
    replica.onAttributes(attributes, 5);
    replica.onAttributes(attributes, 4);
    replica.onAttributes(attributes, 5);
    assertThat(attributeRevisions(link)).containsExactly(5L);
    replica.onLocks(locks, 1);
    replica.onLocks(locks, 2);
    replica.onLocks(locks, 2);
    assertThat(lockRevisions(link)).containsExactly(2L);
    assertThat(replica.position().getAttributesRevision()).isEqualTo(5);
    assertThat(replica.position().getLocksRevision()).isEqualTo(2);
  }

  @Test
  void theReplicaStaysWhileSomebodyIsInItOrOnTheWay() {
    room.learn(0);
    Session alice = room.seated("alice", 0);
    room.arrive(1, 3);
    assertThat(room.replicas.historyBytes()).isPositive();
    assertThat(room.replicas.beginJoin(KEY)).isSameAs(replica);
    room.replicas.endJoin(KEY);
    room.replicas.endJoin(KEY);
    assertThat(room.replicas.find(KEY)).isSameAs(replica);
    assertThat(room.replicas.memberTotal()).isEqualTo(1);
    replica.leave(alice);
    assertThat(room.replicas.beginJoin(KEY)).isSameAs(replica);
    room.replicas.onLeft(KEY);
    assertThat(room.replicas.find(KEY)).isSameAs(replica); // for the one that comes
    room.replicas.endJoin(KEY);
    assertThat(room.replicas.find(KEY)).isNull();
    assertThat(room.replicas.size()).isZero();
    assertThat(room.replicas.historyBytes()).isZero();
  }

  @Test
  void eventsThatAreTooOldAreDropped() {
    room.learn(0);
    room.arrive(1, 3);
    long bytes = room.replicas.historyBytes();
    room.domain.clock.advance(Duration.ofMinutes(2));
    room.replicas.expire();
    assertThat(room.replicas.historyBytes()).isEqualTo(bytes);
    room.domain.clock.advance(Duration.ofMillis(1));
    room.replicas.expire();
    assertThat(room.replicas.historyBytes()).isZero();
  }
}
