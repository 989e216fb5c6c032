package io.rtmkit.server.core.channel;

import static io.rtmkit.protocol.v1.RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE;
import static io.rtmkit.protocol.v1.RecoveryOutcome.RECOVERY_OUTCOME_GAP;
import static io.rtmkit.protocol.v1.RecoveryOutcome.RECOVERY_OUTCOME_RESET;
import static io.rtmkit.server.core.TestDomain.linkOf;
import static io.rtmkit.server.core.TestDomain.order;
import static io.rtmkit.server.core.TestDomain.position;
import static io.rtmkit.server.core.TestDomain.toChannel;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a member that comes back gets: everything it missed once, or a gap, or a reset. */
class ChannelRecoveryTest {
  private TestDomain domain = new TestDomain(Map.of("channel.history-events", "10"));
  private Session alice = domain.login("alice");
  private Session bob = domain.login("bob");
  private long epoch = start();

  private long start() {
    join(alice, null);
    return join(bob, null).epoch();
  }

  private Joined join(Session session, ChannelPosition since) {
    session.enterChannel("room");
    return domain.join(session, "room", since);
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      domain.channels.publish(alice, order(toChannel(i, "room", "x")));
    }
  }

  private ChannelRecovery comeBack(FakeLink link, ChannelPosition position) {
    domain.sessions.resume(bob, link, 0);
    return domain.channels.resume(bob, link, position, 1 << 20).recovery();
  }

  private static List<Long> offsets(FakeLink link) {
    return link.publications().stream().map(p -> p.getOffset()).toList();
  }

  @Test
  void everythingMissedComesOnceAndThenTheNew() {
    publish(2); // 3, 4: seen
    assertThat(offsets(linkOf(bob))).containsExactly(3L, 4L);
    domain.sessions.detach(bob, linkOf(bob));
    publish(3); // 5, 6, 7
    FakeLink back = domain.link();
    ChannelRecovery recovery = comeBack(back, position("room", epoch, 4));
    publish(1);
    assertThat(recovery.getOutcome()).isEqualTo(RECOVERY_OUTCOME_COMPLETE);
    assertThat(recovery.getOffset()).isEqualTo(7);
    assertThat(offsets(back)).containsExactly(5L, 6L, 7L, 8L);
    assertThat(back.pushes()).filteredOn(Push::hasMemberCount).hasSize(1);
  }

  @Test
  void nothingMissedIsComplete() {
    ChannelRecovery recovery = comeBack(domain.link(), position("room", epoch, 2));
    assertThat(recovery.getOutcome()).isEqualTo(RECOVERY_OUTCOME_COMPLETE);
  }

  @Test
  void moreThanTheLogHoldsIsAGapThatIsNamed() {
    domain.sessions.detach(bob, linkOf(bob));
    publish(15); // 3 to 17; the log has 8 to 17
    FakeLink back = domain.link();
    ChannelRecovery recovery = comeBack(back, position("room", epoch, 2));
    assertThat(recovery.getOutcome()).isEqualTo(RECOVERY_OUTCOME_GAP);
    assertThat(recovery.getMissedFrom()).isEqualTo(3);
    assertThat(recovery.getMissedTo()).isEqualTo(7);
    assertThat(offsets(back)).hasSize(10).startsWith(8L).endsWith(17L);
  }

  @Test
  void moreThanAConnectionTakesAtOnceIsAGapAndTheNewestFollow() {
    domain.sessions.detach(bob, linkOf(bob));
    publish(8); // 3 to 10
    FakeLink back = domain.link();
    domain.sessions.resume(bob, back, 0);
    int three = 3 * linkOf(alice).publications().get(0).getSerializedSize() + 100;
    Resumed resumed = domain.channels.resume(bob, back, position("room", epoch, 2), three);
    assertThat(resumed.replayedBytes()).isBetween(1, three);
    assertThat(resumed.recovery().getOutcome()).isEqualTo(RECOVERY_OUTCOME_GAP);
    assertThat(resumed.recovery().getMissedFrom()).isEqualTo(3);
    long firstSent = resumed.recovery().getMissedTo() + 1;
    assertThat(offsets(back)).startsWith(firstSent).endsWith(10L).hasSize((int) (11 - firstSent));
  }

  @Test
  void eventsThatAreTooOldAreAGap() {
    domain.sessions.detach(bob, linkOf(bob));
    publish(2);
    domain.clock.advance(Duration.ofSeconds(121));
    publish(1);
    ChannelRecovery recovery = comeBack(domain.link(), position("room", epoch, 2));
    assertThat(recovery.getOutcome()).isEqualTo(RECOVERY_OUTCOME_GAP);
    assertThat(recovery.getMissedTo()).isEqualTo(4);
  }

  @Test
  void aPositionThatNeverWasIsAReset() {
    assertThat(comeBack(domain.link(), position("room", epoch + 1, 2)).getOutcome())
        .isEqualTo(RECOVERY_OUTCOME_RESET);
    assertThat(comeBack(domain.link(), position("room", epoch, 99)).getOutcome())
        .isEqualTo(RECOVERY_OUTCOME_RESET);
  }

  @Test
  void whoIsNoMemberGetsAResetAndNoEvents() {
    domain.channels.leave(bob, "room");
    publish(1);
    FakeLink back = domain.link();
    assertThat(comeBack(back, position("room", epoch, 2)).getOutcome())
        .isEqualTo(RECOVERY_OUTCOME_RESET);
    publish(1);
    assertThat(back.publications()).isEmpty();
  }

  @Test
  void ownMessagesAreNotReplayedToTheirSender() {
    domain.channels.publish(bob, order(toChannel(9, "room", "mine")));
    publish(1);
    FakeLink back = domain.link();
    comeBack(back, position("room", epoch, 2));
    assertThat(offsets(back)).containsExactly(4L);
  }

  @Test
  void aMemberWhoLostItsSessionGetsTheMissedEventsWhenItJoinsAgain() {
    publish(1); // 3
    domain.sessions.end(bob, CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT, ""); // 4
    publish(2); // 5, 6
    bob = domain.login("bob");
    Joined joined = join(bob, position("room", epoch, 3)); // 7
    publish(1); // 8
    assertThat(joined.recovery().getOutcome()).isEqualTo(RECOVERY_OUTCOME_COMPLETE);
    assertThat(joined.offset()).isEqualTo(7);
    assertThat(offsets(linkOf(bob))).containsExactly(5L, 6L, 8L);
  }

  @Test
  void aJoinThatComesAgainGivesANewSeatAndNothingTwice() {
    Joined again = join(bob, null);
    publish(1);
    assertThat(again.already()).isTrue();
    assertThat(offsets(linkOf(bob))).containsExactly(3L);
    assertThat(offsets(linkOf(alice))).containsExactly(2L);
  }

  @Test
  void aChannelThatWasForgottenStartsANewEpoch() {
    domain.channels.leave(alice, "room");
    domain.channels.leave(bob, "room");
    Joined joined = join(bob, position("room", epoch, 2));
    assertThat(joined.epoch()).isNotEqualTo(epoch);
    assertThat(joined.recovery().getOutcome()).isEqualTo(RECOVERY_OUTCOME_RESET);
  }
}
