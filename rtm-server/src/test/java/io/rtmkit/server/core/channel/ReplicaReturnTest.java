package io.rtmkit.server.core.channel;

import static io.rtmkit.protocol.v1.RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE;
import static io.rtmkit.protocol.v1.RecoveryOutcome.RECOVERY_OUTCOME_GAP;
import static io.rtmkit.protocol.v1.RecoveryOutcome.RECOVERY_OUTCOME_RESET;
import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.channel.SharedRoom.EPOCH;
import static io.rtmkit.server.core.channel.SharedRoom.counts;
import static io.rtmkit.server.core.channel.SharedRoom.message;
import static io.rtmkit.server.core.channel.SharedRoom.messages;
import static io.rtmkit.server.core.channel.SharedRoom.offsets;
import static io.rtmkit.server.core.channel.SharedRoom.since;
import static io.rtmkit.server.core.channel.SharedRoom.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.port.MissedBound;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a member of a shared channel gets that comes back, from here or from another server. */
class ReplicaReturnTest {
  private static final int ROOM = 1 << 20;
  private static final int FRAME = message(5, "far").encode().length;

  private final SharedRoom room = new SharedRoom(Map.of("channel.history-events", "10"));
  private final ChannelReplica replica = room.replica;
  private final Session bob = room.domain.login("bob");
  private final FakeLink back = room.domain.link();

  /** Prepares the return of a member, as of the event that the channel had then. */
  private void prepare(
      long offset, @Nullable ChannelPosition since, LogSlice slice, byte[]... notices) {
    ChannelFacts facts = room.facts(offset);
    replica.learn(facts, room.now());
    replica.enter(bob, new CatchUp(facts, since, slice, List.of(notices)));
    room.domain.sessions.resume(bob, back, 0);
  }

  private Resumed comeBack(int maxBytes) {
    return Objects.requireNonNull(replica.comeBack(bob, back, maxBytes));
  }

  private static ChannelRecovery gap(long offset, long missedFrom, long missedTo) {
    return ChannelRecovery.newBuilder()
        .setChannelId(SharedRoom.ID)
        .setOutcome(RECOVERY_OUTCOME_GAP)
        .setMissedFrom(missedFrom)
        .setMissedTo(missedTo)
        .setEpoch(EPOCH)
        .setOffset(offset)
        .build();
  }

  @Test
  void everythingMissedComesOnceAndThenTheNew() {
    prepare(6, since(EPOCH, 4), slice(5, messages(5, 6)));
    room.arrive(7, 7); // before it has its seat
    Resumed resumed = comeBack(ROOM);
    room.arrive(8, 8);
    assertThat(resumed.recovery().getOutcome()).isEqualTo(RECOVERY_OUTCOME_COMPLETE);
    assertThat(resumed.recovery().getEpoch()).isEqualTo(EPOCH);
    assertThat(resumed.recovery().getOffset()).isEqualTo(7);
    assertThat(resumed.replayedBytes()).isEqualTo(3 * FRAME);
    assertThat(offsets(back)).containsExactly(5L, 6L, 7L, 8L);
    assertThat(counts(back)).containsExactly(2);
    assertThat(offsets(linkOf(bob))).isEqualTo(offsets(back));
  }

  @Test
  void itsOwnMessagesAreNotReplayed() {
    LogEvent[] events = {message(5, "bob"), message(6, "far"), message(7, "bob")};
    prepare(7, since(EPOCH, 4), slice(5, events));
    room.arrive(message(8, "bob"));
    room.arrive(message(9, "far"));
    Resumed resumed = comeBack(ROOM);
    assertThat(resumed.recovery().getOutcome()).isEqualTo(RECOVERY_OUTCOME_COMPLETE);
    assertThat(offsets(back)).containsExactly(6L, 9L);
    assertThat(resumed.replayedBytes()).isEqualTo(2 * FRAME);
  }

  @Test
  void itsOwnMessagesAreNoGapEither() {
    LogEvent[] events = {message(5, "bob"), message(6, "bob"), message(7, "far")};
    prepare(7, since(EPOCH, 4), slice(5, events));
    Resumed resumed = comeBack(FRAME);
    assertThat(resumed.recovery().getOutcome()).isEqualTo(RECOVERY_OUTCOME_COMPLETE);
    assertThat(offsets(back)).containsExactly(7L);
  }

  @Test
  void whatTheSharedLogHasNoMoreIsAGapThatIsNamed() {
    prepare(9, since(EPOCH, 4), slice(8, messages(8, 9)));
    assertThat(comeBack(ROOM).recovery()).isEqualTo(gap(9, 5, 7));
    assertThat(offsets(back)).containsExactly(8L, 9L);
  }

  @Test
  void whenNothingIsLeftEverythingIsAGap() {
    prepare(9, since(EPOCH, 4), slice(10));
    assertThat(comeBack(ROOM).recovery()).isEqualTo(gap(9, 5, 9));
    assertThat(offsets(back)).isEmpty();
  }

  @Test
  void aPositionThatIsNotOfThisLifeIsAReset() {
    prepare(9, since(EPOCH - 1, 4), new LogSlice(false, 10, List.of()));
    assertThat(comeBack(ROOM).recovery().getOutcome()).isEqualTo(RECOVERY_OUTCOME_RESET);
    room.arrive(10, 10);
    assertThat(offsets(back)).containsExactly(10L);
  }

  @Test
  void noPositionIsAReset() {
    prepare(9, null, slice(10));
    assertThat(comeBack(ROOM).recovery().getOutcome()).isEqualTo(RECOVERY_OUTCOME_RESET);
  }

  @Test
  void moreThanAConnectionTakesAtOnceIsAGapAndTheNewestFollow() {
    prepare(9, since(EPOCH, 4), slice(5, messages(5, 9)));
    Resumed resumed = comeBack(3 * FRAME + 1);
    assertThat(resumed.recovery()).isEqualTo(gap(9, 5, 6));
    assertThat(resumed.replayedBytes()).isEqualTo(3 * FRAME);
    assertThat(offsets(back)).containsExactly(7L, 8L, 9L);
  }

  @Test
  void whatCameLaterIsNewerThanWhatWasReadAndGoesFirstIntoTheRoom() {
    prepare(6, since(EPOCH, 4), slice(5, messages(5, 6)));
    room.arrive(7, 9);
    assertThat(comeBack(2 * FRAME).recovery()).isEqualTo(gap(9, 5, 7));
    assertThat(offsets(back)).containsExactly(8L, 9L);
  }

  @Test
  void whatTheLogHereHasDroppedIsAGapWithoutTheOlderOnes() {
    prepare(6, since(EPOCH, 4), slice(5, messages(5, 6)));
    room.arrive(7, 18); // the log has 9 to 18
    assertThat(comeBack(ROOM).recovery()).isEqualTo(gap(18, 5, 8));
    assertThat(offsets(back)).hasSize(10).startsWith(9L);
  }

  @Test
  void noticesFollowTheEventsAndTakeTheirPartOfTheRoom() {
    byte[] notice = Notices.encodeAttributes(SharedRoom.ID, List.of(), 3);
    prepare(6, since(EPOCH, 4), slice(5, messages(5, 6)), notice);
    assertThat(comeBack(FRAME + notice.length).recovery()).isEqualTo(gap(6, 5, 5));
    List<Push> pushes = back.pushes();
    assertThat(pushes.get(0).getPublication().getOffset()).isEqualTo(6);
    assertThat(pushes.get(1).getChannelAttributes().getRevision()).isEqualTo(3);
    assertThat(pushes.get(2).hasMemberCount()).isTrue();
    assertThat(pushes).hasSize(3);
  }

  @Test
  void whoIsNoMemberOrWasNotPreparedDoesNotComeBack() {
    room.learn(4);
    assertThat(replica.comeBack(bob, back, ROOM)).isNull();
    room.enter(bob, 4);
    room.takeSeat(bob);
    assertThat(replica.comeBack(bob, back, ROOM)).isNull();
    assertThat(back.pushes()).isEmpty();
  }

  @Test
  void whoHasBeenHereAllTheTimeGetsWhatIsHere() {
    room.learn(4);
    room.enter(bob, 4);
    room.takeSeat(bob);
    replica.detach(bob, linkOf(bob));
    room.arrive(5, 6);
    assertThat(replica.catchUpHere(bob, since(EPOCH, 5))).isTrue();
    room.domain.sessions.resume(bob, back, 0);
    room.arrive(7, 7);
    Resumed resumed = comeBack(ROOM);
    assertThat(resumed.recovery().getOutcome()).isEqualTo(RECOVERY_OUTCOME_COMPLETE);
    assertThat(resumed.recovery().getOffset()).isEqualTo(7);
    assertThat(offsets(back)).containsExactly(6L, 7L);
  }

  @Test
  void whatIsNotHereIsReadElsewhere() {
    room.learn(4);
    assertThat(replica.catchUpHere(bob, since(EPOCH, 4))).isFalse(); // is no member
    room.enter(bob, 4);
    assertThat(replica.catchUpHere(bob, since(EPOCH, 4))).isTrue();
    assertThat(replica.catchUpHere(bob, since(EPOCH, 3))).isFalse(); // 4 never was here
    assertThat(replica.catchUpHere(bob, since(EPOCH, 5))).isFalse();
    assertThat(replica.catchUpHere(bob, since(EPOCH + 1, 4))).isFalse();
    assertThat(
            replica.catchUpHere(bob, since(EPOCH, 4).toBuilder().setAttributesRevision(1).build()))
        .isFalse();
    assertThat(replica.catchUpHere(bob, since(EPOCH, 4).toBuilder().setLocksRevision(0).build()))
        .isFalse();
    room.arrive(message(6, "far"));
    assertThat(replica.catchUpHere(bob, since(EPOCH, 4))).isFalse(); // 5 is missing
  }

  @Test
  void isToldUpToWhichStoredIdMessagesAreMissing() {
    rejoin(null, slice(10));
    rejoin(since(EPOCH, 8), slice(9, message(9, "far", 40)));
    rejoin(since(EPOCH, 6), slice(8, message(8, "far"), message(9, "far", 40)));
    rejoin(since(EPOCH, 6), slice(8, messages(8, 9)));
    rejoin(since(EPOCH - 1, 6), new LogSlice(false, 10, List.of()));
    MissedBound last = MissedBound.upTo(50);
    assertThat(room.missed)
        .containsExactly(last, MissedBound.NOTHING, MissedBound.before(40), last, last);
  }

  /** A member that has lost its session enters anew, while 50 is the highest stored id. */
  private void rejoin(@Nullable ChannelPosition since, LogSlice slice) {
    ChannelFacts facts = new ChannelFacts(EPOCH, 9, 2, 1, 3, 2, 1, 50, List.of());
    replica.learn(facts, room.now());
    replica.enter(bob, new CatchUp(facts, since, slice, List.of()));
    Joined joined = Objects.requireNonNull(room.takeSeat(bob));
    assertThat(joined.recovery() == null).isEqualTo(since == null);
    replica.leave(bob);
  }

  @Test
  void theFirstStoredMessageThatIsReplayedIsTold() {
    LogEvent[] events = {message(5, "far"), message(6, "far", 30), message(7, "far", 31)};
    prepare(7, since(EPOCH, 4), slice(5, events));
    room.arrive(message(8, "far", 32));
    assertThat(comeBack(ROOM).firstStoredId()).isEqualTo(30);
  }
}
