package io.rtmkit.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.check.InvitationStep.Phase;
import io.rtmkit.loadtest.check.InvitationStep.Side;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions, agreement, invitations, answers and resources. */
class CheckConductTest {
  private final ForgedRun run = new ForgedRun();
  private final History phone = run.of("alice", 1);
  private final History tablet = run.of("alice", 2);

  @BeforeEach
  void twoLoginsOfOneUser() {
    run.calls(phone, CallKind.LOGIN, "", 1, 0);
    run.changes(phone, 1, StateChange.CONNECTED);
    run.calls(tablet, CallKind.LOGIN, "", 2, 0);
    run.changes(tablet, 2, StateChange.CONNECTED);
    run.changes(phone, 2.1, StateChange.ABORTED);
  }

  private void isClean() {
    assertThat(run.verdict().violations()).isEmpty();
  }

  private void step(String user, Side side, Phase phase) {
    run.of(user).add(new InvitationStep(ForgedRun.at(5), "call-1", side, phase));
  }

  @Test
  void theNewestSessionSurvives() {
    run.calls(phone, CallKind.JOIN, "room", 1.5, 0);
    run.calls(phone, CallKind.JOIN, "room", 3, 102);
    run.calls(tablet, CallKind.JOIN, "room", 3, 0);
    isClean();
  }

  @Test
  void theOlderSessionWritesNothingMore() {
    run.calls(phone, CallKind.JOIN, "room", 3, 0);
    run.finds(Invariant.ONE_SESSION, "JOIN room");
  }

  @Test
  void whoLogsInAgainIsTheNewest() {
    run.calls(phone, CallKind.LOGOUT, "", 3, 0);
    run.calls(phone, CallKind.LOGIN, "", 4, 0);
    run.changes(phone, 4, StateChange.CONNECTED);
    run.changes(tablet, 4.1, StateChange.ABORTED);
    run.calls(phone, CallKind.JOIN, "room", 5, 0);
    isClean();
  }

  @Test
  void twoSessionsAreOneTooMany() {
    run.changes(phone, 3, StateChange.CONNECTED);
    run.finds(Invariant.ONE_SESSION, "alice/1", "alice/2");
  }

  @Test
  void theOlderSessionEndsSoon() {
    run.changes(phone, 3, StateChange.CONNECTED); // it came back, as far as it knows
    run.calls(run.of("alice", 3), CallKind.LOGIN, "", 4, 0);
    run.changes(run.of("alice", 3), 4.1, StateChange.CONNECTED);
    run.changes(tablet, 4.2, StateChange.ABORTED);
    run.changes(phone, 9, StateChange.ABORTED);
    isClean();
    assertThat(run.longestRivalry()).isEqualTo(ForgedRun.at(9) - ForgedRun.at(4.1));
    run.calls(run.of("alice", 4), CallKind.LOGIN, "", 10, 0);
    run.changes(run.of("alice", 4), 10.1, StateChange.CONNECTED);
    run.changes(run.of("alice", 3), 16, StateChange.ABORTED);
    run.finds(Invariant.ONE_SESSION, "alice/1", "alice/2", "alice/3", "alice/4");
  }

  @Test
  void noSessionIsOneTooFew() {
    run.changes(tablet, 3, StateChange.ABORTED);
    run.finds(Invariant.ONE_SESSION, "alice/1", "alice/2");
  }

  @Test
  void allSeeTheSameInTheEnd() {
    phone.setObservations(List.of(new Observation("roster", "room", "[alice, bob]")));
    tablet.setObservations(List.of(new Observation("roster", "room", "[alice, bob]")));
    isClean();
    tablet.setObservations(List.of(new Observation("roster", "room", "[alice]")));
    run.finds(Invariant.CONVERGENCE, "[alice/1]=[alice, bob]", "[alice/2]=[alice]");
  }

  @Test
  void anInvitationEndsOnceAtBothEnds() {
    run.calls(run.of("bob"), CallKind.INVITE, "call-1", 4, 0);
    step("bob", Side.CALLER, Phase.RECEIVED);
    step("carol", Side.CALLEE, Phase.RECEIVED);
    step("bob", Side.CALLER, Phase.ACCEPTED);
    step("carol", Side.CALLEE, Phase.ACCEPTED);
    isClean();
    step("carol", Side.CALLEE, Phase.ACCEPTED);
    run.finds(Invariant.ONE_END, "call-1");
  }

  @Test
  void anInvitationEndsAlike() {
    step("carol", Side.CALLEE, Phase.RECEIVED);
    step("bob", Side.CALLER, Phase.CANCELED);
    step("carol", Side.CALLEE, Phase.REFUSED);
    run.finds(Invariant.ONE_END, "call-1");
  }

  @Test
  void anInvitationThatNobodyReceivedEndsForItsCaller() {
    run.calls(run.of("bob"), CallKind.INVITE, "call-1", 4, 0);
    run.finds(Invariant.ONE_END, "call-1");
    step("bob", Side.CALLER, Phase.FAILED);
    isClean();
  }

  @Test
  void everyCallIsAnswered() {
    Call call = Call.of(CallKind.READ, "room", ForgedRun.at(3), ForgedRun.at(5));
    run.of("bob").add(call);
    run.finds(Invariant.ANSWERS, "READ room");
    call.answered(ForgedRun.at(4), 0);
    isClean();
  }

  @Test
  void noCallIsAnsweredTwice() {
    run.calls(run.of("bob"), CallKind.READ, "room", 3, 0).answered(ForgedRun.at(4), 0);
    run.finds(Invariant.ANSWERS, "READ room");
  }

  @Test
  void anAnswerComesInItsTimeAndATimeOutToo() {
    Call inTime = Call.of(CallKind.READ, "room", ForgedRun.at(3), ForgedRun.at(5));
    run.of("bob").add(inTime);
    inTime.answered(ForgedRun.at(10.9), 3);
    isClean();
    Call late = Call.of(CallKind.READ, "hall", ForgedRun.at(3), ForgedRun.at(5));
    run.of("bob").add(late);
    late.answered(ForgedRun.at(11.1), 0);
    run.finds(Invariant.ANSWERS, "READ hall");
  }

  @Test
  void resourcesAreGivenBack() {
    run.measures(new Figure("sockets", 1_000, 1_020, 0));
    run.measures(new Figure("sessions", 0, 3, 3));
    isClean();
    run.measures(new Figure("memory", 1_000, 1_021, 0));
    run.finds(Invariant.RESOURCES, "memory");
  }
}
