package io.rtmkit.server.core.invitation;

import static io.rtmkit.server.core.invitation.InvitationDecisionTest.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An invitation whose moves are decided elsewhere: each is told once, and only the newer. */
class InvitationCopyTest {
  private static final UserKey ALICE = new UserKey(TestDomain.APP, "alice");
  private static final UserKey BOB = new UserKey(TestDomain.APP, "bob");

  private final List<String> told = new ArrayList<>();
  private boolean full;

  private final Invitation.Outbox outbox =
      new Invitation.Outbox() {
        @Override
        public void ending(InvitationFacts end) {
          told.add("ending " + end.state());
        }

        @Override
        public boolean tell(
            UserKey user,
            InvitationPush push,
            Invitation invitation,
            @Nullable InvitationEvent meaning) {
          String step = push.getStep().name().replace("INVITATION_STEP_", "");
          told.add((full ? "not " : "") + user.userId() + " " + step + " " + meaning);
          return !full;
        }
      };

  private final Invitation invitation = new Invitation(in(InvitationState.SENT), 3, 10, 20, outbox);

  @Test
  void aNewerStateIsToldToTheCallerAndAnEndToBoth() {
    invitation.become(in(InvitationState.RECEIVED), 4, 30);
    assertThat(told).containsExactly("alice RECEIVED null");
    assertThat(invitation.sinceNanos()).isEqualTo(30);
    invitation.become(in(InvitationState.ACCEPTING), 5, 40);
    invitation.become(in(InvitationState.ACCEPTED), 9, 50); // what lies between was lost
    assertThat(told)
        .containsExactly(
            "alice RECEIVED null",
            "alice ACCEPTING CONFIRM",
            "ending ACCEPTED",
            "alice ACCEPTED null",
            "bob ACCEPTED null");
    assertThat(invitation.version()).isEqualTo(9);
    assertThat(invitation.sentNanos()).isEqualTo(10);
  }

  @Test
  void whatIsNotNewerChangesNothing() {
    invitation.become(in(InvitationState.CANCELED), 5, 30);
    told.clear();
    invitation.become(in(InvitationState.CANCELED), 5, 40);
    invitation.become(in(InvitationState.RECEIVED), 4, 40);
    assertThat(told).isEmpty();
    assertThat(invitation.state()).isEqualTo(InvitationState.CANCELED);
    assertThat(invitation.sinceNanos()).isEqualTo(30);
  }

  @Test
  void whatIsDecidedHereCountsOn() {
    assertThat(invitation.decide(facts -> InvitationDecision.refuse(facts, "no", false), 30).code())
        .isZero();
    assertThat(invitation.version()).isEqualTo(4);
    assertThat(told).containsExactly("ending REFUSED", "alice REFUSED null", "bob REFUSED null");
    assertThat(invitation.decide(facts -> InvitationDecision.refuse(facts, "no", true), 40).code())
        .isZero();
    assertThat(invitation.version()).isEqualTo(4);
    assertThat(told).hasSize(3);
  }

  @Test
  void whatAFullInboxDidNotTakeIsToldLaterAndOnce() {
    full = true;
    invitation.become(in(InvitationState.CANCELED), 4, 30);
    full = false;
    told.clear();
    invitation.tellOwed();
    invitation.tellOwed();
    assertThat(told).containsExactly("bob CANCELED null", "alice CANCELED null");
  }

  @Test
  void whoseSessionComesHereIsToldHowItStands() {
    invitation.tellPresent(BOB);
    invitation.tellPresent(ALICE); // there is nothing to be told of what was only sent
    invitation.become(in(InvitationState.ACCEPTING), 4, 30);
    told.remove("alice ACCEPTING CONFIRM");
    invitation.tellPresent(ALICE);
    invitation.tellPresent(BOB); // it knows what it has done
    assertThat(told).containsExactly("bob INVITED RECEIVE", "alice ACCEPTING CONFIRM");
  }

  @Test
  void afterALoginTheCallerIsToldTheEndAlone() {
    invitation.become(in(InvitationState.ACCEPTING), 4, 30);
    told.clear();
    invitation.tellAgain(ALICE);
    assertThat(told).isEmpty();
    invitation.become(in(InvitationState.FAILED), 5, 40);
    told.clear();
    invitation.tellAgain(ALICE);
    invitation.tellAgain(BOB);
    assertThat(told).containsExactly("alice FAILED null", "bob FAILED null");
  }
}
