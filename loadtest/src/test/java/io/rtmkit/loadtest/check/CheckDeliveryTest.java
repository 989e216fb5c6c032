package io.rtmkit.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lost, duplicated and reordered messages are found, and what is allowed is not. */
class CheckDeliveryTest {
  private final ForgedRun run = new ForgedRun();
  private final MessageId hello = MessageId.toPeer("alice", "bob", 1);
  private final MessageId again = MessageId.toPeer("alice", "bob", 2);
  private final MessageId toAll = MessageId.toChannel("alice", "room", 3);
  private final MessageId toAllAgain = MessageId.toChannel("alice", "room", 4);

  private void joins(String... users) {
    for (String user : users) {
      run.calls(run.of(user), CallKind.JOIN, "room", 0, 0);
    }
  }

  @Test
  void aCleanRunPassesAndIsCounted() {
    joins("alice", "bob", "carol");
    run.sends(hello, 1, 0);
    run.sends(again, 2, 4);
    run.sends(toAll, 3, 0);
    run.tells("bob", hello, 1.05);
    run.tells("bob", again, 9);
    run.tells("bob", toAll, 3.2);
    run.tells("carol", toAll, 3.2);
    Verdict verdict = run.verdict();
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.isClean()).isTrue();
    assertThat(verdict.summary())
        .isEqualTo("sent 3 accepted 3 delivered 3 lost 0 duplicated 0 reordered 0");
  }

  @Test
  void aMessageThatItsReceiverHasMustHaveBeenTold() {
    run.sends(hello, 1, 0);
    run.finds(Invariant.NOTHING_LOST, hello);
    assertThat(run.verdict().lost()).isEqualTo(1);
    assertThat(run.missing()).isEqualTo(1);
  }

  @Test
  void aMessageThatTheServerKeepsMustCome() {
    run.sendsToKeep(hello, 1, 4);
    run.finds(Invariant.NOTHING_LOST, hello);
  }

  @Test
  void aLostConnectionExcusesNoPeerMessage() {
    run.sends(hello, 1, 0);
    run.isAway("bob", 1, 2);
    run.finds(Invariant.NOTHING_LOST, hello);
  }

  @Test
  void anUnknownOutcomeMayComeOrNot() {
    run.sendsToKeep(hello, 1, 2);
    run.sends(again, 2, 3);
    assertThat(run.verdict().isClean()).isTrue();
    run.tells("bob", hello, 20);
    Verdict verdict = run.verdict();
    assertThat(verdict.isClean()).isTrue();
    assertThat(verdict.summary())
        .isEqualTo("sent 2 accepted 0 delivered 1 lost 0 duplicated 0 reordered 0");
  }

  @Test
  void anUnknownOutcomeMayNotComeTwice() {
    run.sendsToKeep(hello, 1, 2);
    run.tells("bob", hello, 20);
    run.tells("bob", hello, 21);
    run.finds(Invariant.SEEN_ONCE, hello);
    assertThat(run.verdict().duplicated()).isEqualTo(1);
  }

  @Test
  void aSuccessThatComesTwiceIsADuplicate() {
    joins("bob");
    run.sends(toAll, 1, 0);
    run.tells("bob", toAll, 1.1);
    run.tells("bob", toAll, 1.2);
    run.finds(Invariant.SEEN_ONCE, toAll);
  }

  @Test
  void aMemberThatStayedMustBeTold() {
    joins("bob", "carol");
    run.sends(toAll, 1, 0);
    run.tells("bob", toAll, 1.1);
    run.finds(Invariant.NOTHING_LOST, toAll);
    assertThat(run.verdict().violations().get(0).what())
        .isEqualTo("sent at 1.000 s, answered 0 at 1.100 s, never told to carol:");
  }

  @Test
  void ofSeveralServersAMemberThatWasAwayIsToldThatItMissesSomething() {
    joins("bob", "carol");
    run.sends(toAll, 1, 0);
    run.tells("bob", toAll, 1.1);
    run.isAway("carol", 0.9, 1.5);
    assertThat(run.missing()).isZero();
    assertThat(run.missing(Tolerance.CLUSTER)).isEqualTo(1);
    run.of("carol").add(new Gap(ForgedRun.at(1.6), "room", false));
    assertThat(run.missing(Tolerance.CLUSTER)).isZero();
  }

  @Test
  void whoJoinedLaterOrLeftNeedNotBeTold() {
    joins("bob", "carol", "dave");
    run.sends(toAll, 1, 0);
    run.calls(run.of("bob"), CallKind.LEAVE, "room", 5, 0);
    run.calls(run.of("carol"), CallKind.LOGOUT, "", 5, 0);
    run.changes(run.of("dave"), 5, StateChange.ABORTED);
    run.calls(run.of("erin"), CallKind.JOIN, "room", 0.95, 0);
    assertThat(run.verdict().violations()).isEmpty();
  }

  @Test
  void whoCameBackMustBeToldWhatCameAfter() {
    joins("bob");
    run.calls(run.of("bob"), CallKind.LOGOUT, "", 1, 0);
    run.calls(run.of("bob"), CallKind.JOIN, "room", 2, 0);
    run.sends(toAll, 3, 0);
    run.finds(Invariant.NOTHING_LOST, toAll);
  }

  @Test
  void aLostConnectionExcusesAChannelMessage() {
    joins("bob");
    run.sends(toAll, 1, 0);
    run.isAway("bob", 5, 8); // noticed some seconds later
    run.sends(toAllAgain, 20, 0);
    run.finds(Invariant.NOTHING_LOST, toAllAgain);
  }

  @Test
  void aGapExcusesWhatCameBeforeIt() {
    joins("bob");
    run.isAway("bob", 5, 6);
    run.sends(toAll, 6.5, 0);
    run.of("bob").add(new Gap(ForgedRun.at(7), "room", false));
    run.sends(toAllAgain, 7.1, 0);
    run.finds(Invariant.NOTHING_LOST, toAllAgain);
  }

  @Test
  void nothingExcusesAChannelMessageThatIsKept() {
    joins("bob");
    run.sendsToKeep(toAll, 1, 0);
    run.isAway("bob", 1, 2);
    run.of("bob").add(new Gap(ForgedRun.at(2), "room", false));
    run.finds(Invariant.NOTHING_LOST, toAll);
  }

  @Test
  void aSenderIsHeardInItsOrder() {
    run.sends(hello, 1, 0);
    run.sends(again, 1, 0);
    run.tells("bob", again, 1.1);
    run.tells("bob", hello, 1.2);
    run.finds(Invariant.ONE_ORDER, hello, again);
    assertThat(run.verdict().reordered()).isEqualTo(1);
  }

  @Test
  void theOrderOfTwoTargetsIsFree() {
    joins("bob");
    MessageId later = MessageId.toPeer("alice", "bob", 9);
    run.sends(toAll, 1, 0);
    run.sends(later, 1, 0);
    run.tells("bob", later, 1.1);
    run.tells("bob", toAll, 1.2);
    assertThat(run.verdict().violations()).isEmpty();
  }

  @Test
  void membersSeeOneOrder() {
    MessageId other = MessageId.toChannel("dave", "room", 1);
    joins("bob", "carol");
    run.sends(toAll, 1, 0);
    run.sends(other, 1, 0);
    run.tells("bob", toAll, 1.1);
    run.tells("bob", other, 1.2);
    run.tells("carol", other, 1.1);
    run.tells("carol", toAll, 1.2);
    run.finds(Invariant.ONE_ORDER, toAll, other);
  }

  @Test
  void membersSeeOneOrderEvenIfNoTwoSeeTheSame() {
    MessageId second = MessageId.toChannel("dave", "room", 1);
    MessageId third = MessageId.toChannel("erin", "room", 1);
    run.sends(toAll, 1, 0);
    run.sends(second, 1, 0);
    run.sends(third, 1, 0);
    run.tells("bob", toAll, 2);
    run.tells("bob", second, 2);
    run.tells("carol", second, 2);
    run.tells("carol", third, 2);
    run.tells("frank", third, 2);
    run.tells("frank", toAll, 2);
    run.finds(Invariant.ONE_ORDER, toAll, second, third);
  }

  @Test
  void aMessageSentAgainToAServerThatForgotMayHaveTwoPlaces() {
    MessageId other = MessageId.toChannel("dave", "room", 1);
    run.sends(toAll, 1, 0);
    run.isAway("alice", 1.05, 1.08);
    run.sends(other, 1, 0);
    run.tells("bob", toAll, 1.1);
    run.tells("bob", other, 1.2);
    run.tells("carol", other, 1.1);
    run.tells("carol", toAll, 1.2);
    assertThat(run.verdict().violations()).isEmpty();
  }

  @Test
  void aKeptMessageHasItsPlaceEvenIfItsSenderWasAway() {
    run.sendsToKeep(hello, 1, 0);
    run.sendsToKeep(again, 1, 0);
    run.isAway("alice", 1.05, 1.08);
    run.tells("bob", again, 1.1);
    run.tells("bob", hello, 1.2);
    run.finds(Invariant.ONE_ORDER, hello, again);
    assertThat(run.verdict().violations().get(0).what())
        .contains("to keep, sent at 1.000 s, answered 0");
  }

  @Test
  void whatHadToBeSentAgainMayComeAfterWhatWasKept() {
    run.sends(hello, 1, 0);
    run.sendsToKeep(again, 1, 0);
    run.isAway("alice", 1.05, 1.08);
    run.tells("bob", again, 1.1);
    run.tells("bob", hello, 1.2);
    assertThat(run.verdict().violations()).isEmpty();
  }

  @Test
  void whatHadToBeSentAgainKeepsItsOrder() {
    run.sends(hello, 1, 0);
    run.sends(again, 1, 0);
    run.isAway("alice", 1.05, 1.08);
    run.tells("bob", again, 1.1);
    run.tells("bob", hello, 1.2);
    run.finds(Invariant.ONE_ORDER, hello, again);
  }
}
