package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmChannelMemberCount;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Channels: handles, joining and leaving, members and counts. */
class ChannelConformanceIT extends ConformanceCase {
  private static Answer<Void> join(RtmChannel channel) {
    return Answer.of(channel::join);
  }

  private static Answer<Void> leave(RtmChannel channel) {
    return Answer.of(channel::leave);
  }

  private static Answer<List<RtmChannelMember>> members(RtmChannel channel) {
    return Answer.of(channel::getMembers);
  }

  private static Answer<List<RtmChannelMemberCount>> counts(SdkUser user, List<String> ids) {
    return Answer.of(cb -> user.client().getChannelMemberCount(ids, cb));
  }

  private static RtmChannel handle(SdkUser user, String id) {
    return user.client().createChannel(id, user);
  }

  @Test
  @Proves(Contract.CREATE_CHANNEL)
  void aHandleIsMadeForGoodIdsOnlyAlsoBeforeLogin() {
    SdkUser alice = stranger("alice");
    for (String bad : new String[] {"", "null", "c".repeat(65), "a*b", "caf\u00e9", "a/b", null}) {
      assertThat(handle(alice, bad)).isNull();
    }
    assertThat(handle(alice, "c".repeat(64)).getId()).isEqualTo("c".repeat(64));
    assertThat(handle(alice, "a Z0!#$%&()+-:;<=.>?@[]^_{}|~,")).isNotNull();
  }

  @Test
  @Proves({Contract.CREATE_CHANNEL, Contract.CHANNEL_RELEASE})
  void aSecondHandleTakesTheEventsOverAndTheFirstCanStillBeUsed() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    RtmChannel ofBob = bob.join("room");
    SdkUser second = stranger("somebody else who listens");
    RtmChannel first = alice.join("room");
    RtmChannel newer = alice.client().createChannel("room", second);
    assertThat(SdkUser.await(bob.toChannel(ofBob, "hello"))).isZero();
    second.await("channel bob: hello");
    assertThat(alice.events("channel")).isEmpty();
    assertThat(SdkUser.await(alice.toChannel(first, "old"))).isZero();
    first.release();
    assertThat(SdkUser.await(alice.toChannel(newer, "new"))).isZero();
    bob.await("channel alice: new");
    assertThat(bob.events("left")).isEmpty();
  }

  @Test
  @Proves({Contract.JOIN, Contract.ON_MEMBER_JOINED, Contract.ON_MEMBER_COUNT_UPDATED})
  void whoJoinsIsSeenByTheOthersAndToldTheCount() {
    SdkUser alice = user("alice");
    alice.join("room");
    alice.await("count 1");
    SdkUser bob = user("bob");
    bob.join("room");
    alice.await("joined bob");
    bob.await("countOf room 2");
    assertThat(alice.events("count")).containsExactly("count 1"); // at most once a second
    pass(Duration.ofSeconds(1));
    alice.await("countOf room 2");
    assertThat(alice.events("count")).containsExactly("count 1", "count 2");
    assertThat(bob.events("joined")).isEmpty();
  }

  @Test
  @Proves({Contract.LEAVE, Contract.CHANNEL_RELEASE, Contract.ON_MEMBER_LEFT})
  void whoLeavesByAnyWayIsSeenLeaving() {
    SdkUser alice = user("alice");
    alice.join("room");
    SdkUser bob = user("bob");
    RtmChannel ofBob = bob.join("room");
    leave(ofBob).orFail();
    alice.await("left bob");
    leave(ofBob).expectRefusal(3, "room");
    join(ofBob).orFail();
    ofBob.release();
    ofBob.release();
    alice.await(2, "left");
    SdkUser carol = userAt(server().address(), "carol");
    carol.join("room");
    assertThat(SdkUser.code(carol.client()::logout)).isZero();
    alice.await("left carol");
    SdkUser dave = userAt(server().address(), "dave");
    dave.join("room");
    dave.close();
    alice.await("left dave");
    assertThat(alice.events("left")).hasSize(4);
  }

  @Test
  @Proves(Contract.ON_MEMBER_LEFT)
  void whoIsSilentForThirtySecondsHasLeft() {
    SdkUser alice = user("alice");
    alice.join("room");
    WireClient bob = opened(WireClient.login(server(), "bob"));
    bob.join("room");
    pass(Duration.ofMillis(29_900));
    assertThat(alice.events("left")).isEmpty();
    pass(Duration.ofMillis(200));
    alice.await("left bob");
  }

  @Test
  @Proves({Contract.JOIN, Contract.LEAVE})
  void twentyChannelsAreJoinedAtOnce() {
    SdkUser alice = user("alice");
    List<RtmChannel> joined = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      joined.add(alice.join("room" + i));
    }
    join(joined.get(7)).expectRefusal(6, "joined");
    join(handle(alice, "room20")).expectRefusal(5, "20");
    leave(joined.get(7)).orFail();
    join(handle(alice, "room20")).orFail();
  }

  @Test
  @Proves(Contract.JOIN)
  void twoJoinsOfOneChannelInFiveSecondsAndFiftyOfAnyInThree() {
    SdkUser alice = user("alice");
    RtmChannel room = alice.join("room");
    leave(room).orFail();
    join(room).orFail();
    leave(room).orFail();
    join(room).expectRefusal(8, "too often", "2/5s");
    for (int i = 0; i < 47; i++) { // with those before fifty
      leave(alice.join("room" + i)).orFail();
    }
    join(handle(alice, "last")).expectRefusal(7, "too often", "50/3s");
    pass(Duration.ofSeconds(5));
    join(room).orFail();
  }

  @Test
  @Proves({
    Contract.JOIN,
    Contract.LEAVE,
    Contract.SEND_CHANNEL_MESSAGE,
    Contract.GET_MEMBERS,
    Contract.CHANNEL_RELEASE
  })
  void aHandleNeedsALoginOutlivesALogoutAndEndsWithItsRelease() {
    SdkUser alice = stranger("alice");
    RtmChannel room = handle(alice, "room");
    join(room).expectRefusal(102);
    leave(room).expectRefusal(102);
    members(room).expectRefusal(102);
    assertThat(SdkUser.await(alice.toChannel(room, "x"))).isEqualTo(102);
    room.join(null);
    assertThat(alice.login()).isZero();
    members(room).expectRefusal(5, "room");
    leave(room).expectRefusal(3, "room");
    assertThat(SdkUser.await(alice.toChannel(room, "x"))).isEqualTo(5);
    join(room).orFail();
    assertThat(SdkUser.code(alice.client()::logout)).isZero();
    assertThat(alice.login()).isZero();
    leave(room).expectRefusal(3, "room"); // the logout left it
    join(room).orFail();
    room.release();
    join(room).expectRefusal(101);
    leave(room).expectRefusal(101);
    members(room).expectRefusal(101);
    assertThat(SdkUser.await(alice.toChannel(room, "x"))).isEqualTo(101);
  }

  @Test
  @Proves(Contract.GET_MEMBERS)
  void membersAreListedFiveTimesInTwoSeconds() {
    SdkUser alice = user("alice");
    RtmChannel room = alice.join("room");
    user("bob").join("room");
    for (int i = 0; i < 5; i++) {
      List<RtmChannelMember> members = members(room).orFail();
      assertThat(members).extracting(RtmChannelMember::getUserId).containsExactly("alice", "bob");
      assertThat(members).extracting(RtmChannelMember::getChannelId).containsOnly("room");
    }
    members(room).expectRefusal(4, "too often", "5/2s");
  }

  @Test
  @Proves({Contract.GET_MEMBERS, Contract.ON_MEMBER_JOINED, Contract.ON_MEMBER_COUNT_UPDATED})
  void membersAreToldAndListedUpTo512() {
    SdkUser alice = user("alice");
    RtmChannel room = alice.join("room");
    for (int i = 2; i <= 512; i++) {
      opened(WireClient.login(server(), "member" + i)).join("room");
    }
    alice.await("joined member512");
    WireClient oneMore = opened(WireClient.login(server(), "member513"));
    oneMore.join("room");
    assertThat(oneMore.call(WireClient.toChannel("room", "seen?")).getCode()).isZero();
    alice.await("channel member513: seen?");
    assertThat(alice.events("joined")).hasSize(511).doesNotContain("joined member513");
    assertThat(members(room).orFail()).hasSize(512);
    pass(Duration.ofSeconds(3)); // the pace of counts in a channel of this size
    alice.await("count 513");
    assertThat(alice.events("count")).containsExactly("count 1", "count 513");
  }

  @Test
  @Proves(Contract.GET_CHANNEL_MEMBER_COUNT)
  void countsAreAskedFor32ChannelsOnceASecond() {
    SdkUser alice = stranger("alice");
    counts(alice, List.of("room")).expectRefusal(102);
    assertThat(alice.login()).isZero();
    alice.join("room");
    counts(alice, List.of()).expectRefusal(2, "channelIds", "empty");
    counts(alice, List.of("a*b")).expectRefusal(2, "channelIds", "*");
    counts(alice, Collections.nCopies(33, "room")).expectRefusal(5, "channelIds", "33", "32");
    List<String> ids = new ArrayList<>(Collections.nCopies(31, "unknown"));
    ids.add("room");
    List<RtmChannelMemberCount> counts = counts(alice, ids).orFail();
    assertThat(counts).hasSize(32);
    assertThat(counts.get(0).getMemberCount()).isZero();
    assertThat(counts.get(31).getChannelID()).isEqualTo("room");
    assertThat(counts.get(31).getMemberCount()).isEqualTo(1);
    counts(alice, ids).expectRefusal(3, "too often", "1/1s");
    alice.close();
    counts(alice, ids).expectRefusal(101);
  }

  @Test
  @Proves({Contract.SEND_CHANNEL_MESSAGE, Contract.ON_CHANNEL_MESSAGE_RECEIVED})
  void aMessageReachesAllOthersAsItIsWithItsTime() {
    SdkUser alice = user("alice");
    SdkUser bob = user("bob");
    RtmChannel room = alice.join("room");
    bob.join("room");
    String largest = "\u00e4\uD83D\uDE00\n\"" + "x".repeat(32 * 1024 - 8);
    assertThat(SdkUser.await(alice.toChannel(room, largest))).isZero();
    bob.await("channel alice: " + largest);
    assertThat(bob.lastMessage().getServerReceivedTs()).isEqualTo(clock.currentTimeMillis());
    assertThat(bob.lastMessage().isOfflineMessage()).isFalse();
    RtmMessage raw = alice.client().createMessage(new byte[] {1, -1}, "two bytes");
    Answer.<Void>of(cb -> room.sendMessage(raw, null, cb)).orFail();
    bob.await("channel alice: two bytes");
    assertThat(bob.lastMessage().getRawMessage()).containsExactly(1, -1);
    assertThat(alice.events("channel")).isEmpty();

    send(alice, room, largest + "x").expectRefusal(4, "message", "32769", "32768");
    send(alice, room, "").expectRefusal(4, "message", "empty");
    Answer.<Void>of(cb -> room.sendMessage(null, cb)).expectRefusal(4, "message");
  }

  private static Answer<Void> send(SdkUser from, RtmChannel channel, String text) {
    return Answer.of(cb -> channel.sendMessage(from.client().createMessage(text), cb));
  }

  @Test
  @Proves(Contract.SEND_CHANNEL_MESSAGE)
  void oneBudgetIsForPeerAndChannelMessages() {
    SdkUser alice = user("alice");
    RtmChannel room = alice.join("room");
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      answers.add(alice.toChannel(room, "m" + i));
      answers.add(alice.toPeer("alice", "m" + i));
    }
    answers.forEach(answer -> assertThat(SdkUser.await(answer)).isZero());
    send(alice, room, "one more").expectRefusal(3, "too often", "180/3s");
    pass(Duration.ofSeconds(3));
    send(alice, room, "one more").orFail();
  }
}
