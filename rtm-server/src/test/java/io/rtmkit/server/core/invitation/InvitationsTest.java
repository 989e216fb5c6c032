package io.rtmkit.server.core.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.server.core.TestDomain;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What both ends are told of an invitation, with the times and the misuse. */
class InvitationsTest {
  private static final Duration TICK = Duration.ofMillis(500);

  private final TestDomain domain = new TestDomain();
  private final Phone alice = new Phone(domain, "alice");
  private final Phone bob = new Phone(domain, "bob");

  private void pass(Duration time) {
    domain.pass(time, alice.link, bob.link);
  }

  /** Alice calls bob, and both know that bob's client has it. */
  private void ring() {
    assertThat(alice.call(1, "bob")).isZero();
    assertThat(bob.read()).containsExactly("INVITED");
    assertThat(alice.read()).containsExactly("RECEIVED");
  }

  @Test
  void anAcceptanceIsCompleteWhenTheCallerHasAcknowledgedIt() {
    ring();
    assertThat(bob.accept(1, "alice")).isZero();
    assertThat(bob.read()).isEmpty();
    assertThat(alice.read()).containsExactly("ACCEPTING");
    assertThat(alice.read()).containsExactly("ACCEPTED");
    assertThat(bob.read()).containsExactly("ACCEPTED");
  }

  @Test
  void aRefusalAndACancelEndItAtOnce() {
    ring();
    assertThat(bob.refuse(1, "alice")).isZero();
    assertThat(alice.read()).containsExactly("REFUSED");
    assertThat(bob.read()).containsExactly("REFUSED");
    assertThat(alice.call(2, "bob")).isZero();
    assertThat(bob.read()).containsExactly("INVITED");
    assertThat(alice.cancel(2, false)).isZero();
    assertThat(alice.read()).containsExactly("RECEIVED", "CANCELED");
    assertThat(bob.read()).containsExactly("CANCELED");
  }

  @Test
  void textsTravelUnchanged() {
    ring();
    bob.refuse(1, "alice");
    InvitationPush invited = bob.link.pushes().get(0).getInvitation();
    assertThat(invited.getContent()).isEqualTo("content 1");
    assertThat(invited.getCallerId()).isEqualTo("alice");
    List<io.rtmkit.protocol.v1.Push> pushes = alice.link.pushes();
    InvitationPush refused = pushes.get(pushes.size() - 1).getInvitation();
    assertThat(refused.getResponse()).isEqualTo("response 1");
    assertThat(refused.getCalleeId()).isEqualTo("bob");
  }

  @Test
  void acceptAndCancelAreDecidedOnce() {
    ring();
    assertThat(bob.accept(1, "alice")).isZero();
    assertThat(alice.cancel(1, false)).isEqualTo(4);
    alice.read();
    assertThat(alice.read()).containsExactly("ACCEPTED");
    ringAgain();
    assertThat(alice.cancel(2, false)).isZero();
    assertThat(bob.accept(2, "alice")).isEqualTo(3);
    bob.read();
    assertThat(bob.ends.get(2L)).containsExactly("CANCELED");
  }

  private void ringAgain() {
    assertThat(alice.call(2, "bob")).isZero();
    bob.read();
    alice.read();
  }

  @Test
  void misuse() {
    assertThat(alice.cancel(1, false)).as("never sent").isEqualTo(3);
    assertThat(bob.accept(1, "alice")).as("never was").isEqualTo(3);
    ring();
    assertThat(alice.call(1, "bob")).as("sent twice").isEqualTo(5);
    assertThat(alice.accept(1, "alice")).as("not its callee").isEqualTo(3);
    bob.accept(1, "alice");
    assertThat(bob.accept(1, "alice")).as("accepted twice").isEqualTo(4);
    assertThat(bob.refuse(1, "alice")).as("refused after accepting").isEqualTo(4);
    alice.read();
    assertThat(alice.call(1, "bob")).as("sent again after the end").isEqualTo(3);
    assertThat(alice.cancel(1, false)).as("canceled after the end").isEqualTo(3);
    assertThat(bob.accept(1, "alice")).as("accepted after the end").isEqualTo(3);
    assertThat(bob.refuse(1, "alice")).as("refused after the end").isEqualTo(3);
  }

  @Test
  void whatIsAskedAgainForWantOfAnAnswerIsDoneOnce() {
    ring();
    assertThat(alice.call(1, "bob", true).code()).isZero();
    assertThat(bob.read()).isEmpty();
    bob.accept(1, "alice");
    assertThat(bob.answer(1, "alice", true, true)).isZero();
    assertThat(bob.answer(1, "alice", false, true)).isEqualTo(4);
    ringAgain();
    alice.cancel(2, false);
    assertThat(alice.cancel(2, true)).isZero();
    assertThat(alice.call(3, "bob")).isZero();
    bob.refuse(3, "alice");
    assertThat(bob.answer(3, "alice", false, true)).isZero();
  }

  @Test
  void anAbsentCalleeWhoLogsInWithinThirtySecondsGetsIt() {
    bob.logOut();
    assertThat(alice.call(1, "bob")).isZero();
    domain.pass(Duration.ofSeconds(29), alice.link);
    bob.comeBack();
    assertThat(bob.read()).containsExactly("INVITED");
    assertThat(alice.read()).containsExactly("RECEIVED");
  }

  @Test
  void anAbsentCalleeMakesItFailAfterThirtySeconds() {
    bob.logOut();
    alice.call(1, "bob");
    domain.pass(Duration.ofSeconds(30).minusMillis(1), alice.link);
    assertThat(alice.read()).isEmpty();
    domain.pass(TICK, alice.link);
    assertThat(alice.read()).containsExactly("FAILED 1");
    bob.comeBack();
    assertThat(bob.read()).isEmpty();
  }

  @Test
  void aSilentCalleeMakesItFailAfterThirtySeconds() {
    alice.call(1, "bob");
    pass(Duration.ofSeconds(30).minusMillis(1));
    assertThat(alice.read()).isEmpty();
    pass(TICK);
    assertThat(alice.read()).containsExactly("FAILED 2");
    assertThat(bob.read()).containsExactly("INVITED", "FAILED 3");
  }

  @Test
  void anAcknowledgementAfterTenSecondsStillCounts() {
    alice.call(1, "bob");
    pass(Duration.ofSeconds(25)); // longer than a peer message would be waited for
    assertThat(bob.read()).containsExactly("INVITED");
    assertThat(alice.read()).containsExactly("RECEIVED");
  }

  @Test
  void noAnswerMakesItFailAfterSixtySeconds() {
    ring();
    pass(Duration.ofSeconds(60).minusMillis(1));
    assertThat(alice.read()).isEmpty();
    pass(TICK);
    assertThat(alice.read()).containsExactly("FAILED 3");
    assertThat(bob.read()).containsExactly("FAILED 3");
  }

  @Test
  void aCallerWhoDoesNotAcknowledgeMakesItFailAfterFiveSeconds() {
    ring();
    bob.accept(1, "alice");
    pass(Duration.ofSeconds(5).minusMillis(1));
    assertThat(bob.read()).isEmpty();
    pass(TICK);
    assertThat(bob.read()).containsExactly("FAILED 2");
    assertThat(alice.read()).containsExactly("ACCEPTING", "FAILED 3");
  }

  @Test
  void aCallerWhoIsGoneMakesItFail() {
    ring();
    alice.logOut();
    assertThat(bob.read()).containsExactly("FAILED 1");
    alice.comeBack();
    assertThat(alice.read()).containsExactly("FAILED 4");
    ringAgain();
    bob.accept(2, "alice");
    alice.logOut();
    assertThat(bob.read()).containsExactly("FAILED 1");
  }

  @Test
  void aCalleeWhoAcceptedAndIsGoneMakesItFail() {
    ring();
    bob.accept(1, "alice");
    bob.logOut();
    assertThat(alice.read()).containsExactly("ACCEPTING", "FAILED 1");
    bob.comeBack();
    assertThat(bob.read()).containsExactly("FAILED 2");
  }

  @Test
  void aCalleeWhoLostTheSessionGoesOn() {
    ring();
    bob.lose();
    domain.pass(Duration.ofSeconds(31), alice.link);
    bob.comeBack();
    assertThat(bob.read()).as("it is known").isEmpty();
    assertThat(bob.accept(1, "alice")).isZero();
    alice.read();
    alice.read();
    bob.read();
    assertThat(bob.ends.get(1L)).containsExactly("ACCEPTED");
    assertThat(alice.ends.get(1L)).containsExactly("ACCEPTED");
  }

  @Test
  void severalBetweenTheSamePairAndInBothDirections() {
    alice.call(1, "bob");
    alice.call(2, "bob");
    bob.call(3, "alice");
    assertThat(bob.read()).containsExactly("INVITED", "INVITED");
    assertThat(bob.refuse(1, "alice")).isZero();
    assertThat(bob.accept(2, "alice")).isZero();
    alice.read();
    alice.read();
    assertThat(alice.ends.get(1L)).containsExactly("REFUSED");
    assertThat(alice.ends.get(2L)).containsExactly("ACCEPTED");
    assertThat(alice.refuse(3, "bob")).isZero();
    assertThat(bob.call(1, "alice")).as("the same number of another caller").isZero();
  }

  @Test
  void asManyOpenAsAllowed() {
    for (int i = 1; i <= 100; i++) {
      assertThat(alice.call(i, "bob")).isZero();
    }
    InvitationAnswer refused = alice.call(101, "bob", false);
    assertThat(refused.code()).isEqualTo(202);
    assertThat(refused.reason()).isEqualTo("calleeId: 100 invitations are open, the most allowed");
    assertThat(bob.call(1, "alice")).as("those of others do not count").isZero();
    alice.cancel(1, false);
    assertThat(alice.call(102, "bob")).isZero();
  }

  @Test
  void isForgottenWhenEverybodyMustKnow() {
    ring();
    bob.refuse(1, "alice");
    pass(Duration.ofSeconds(59));
    assertThat(domain.invitations.size()).isEqualTo(1);
    pass(Duration.ofSeconds(2));
    assertThat(domain.invitations.size()).isZero();
    assertThat(domain.invitations.known(alice.session.user())).isEmpty();
  }

  @Test
  void appsDoNotSeeEachOther() {
    ring();
    io.rtmkit.server.core.session.Session stranger =
        domain.login(
            new io.rtmkit.server.core.session.UserKey("another app", "bob"), null, domain.link());
    assertThat(
            domain
                .invitations
                .answer(
                    stranger,
                    io.rtmkit.protocol.v1.AnswerInvitationRequest.newBuilder()
                        .setInvitationId(1)
                        .setCallerId("alice")
                        .build(),
                    false)
                .code())
        .isEqualTo(3);
  }
}
