package io.rtmkit.server.core.invitation;

import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_ACCEPT_VALUE;
import static io.rtmkit.protocol.v1.InvitationApiCallError.INVITATION_API_CALL_ERR_ALREADY_END_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.session.UserKey;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls make of an invitation, also when they are made again. */
class InvitationDecisionTest {
  private static final InvitationFacts SENT = in(InvitationState.SENT);

  static InvitationFacts in(InvitationState state) {
    return new InvitationFacts(
        new UserKey(TestDomain.APP, "alice"),
        12,
        "alice's session",
        "bob",
        "room",
        "content",
        "",
        state,
        "",
        0,
        0);
  }

  private static InvitationFacts next(InvitationDecision decision) {
    assertThat(decision.answer()).isEqualTo(InvitationAnswer.OK);
    return Objects.requireNonNull(decision.next());
  }

  private static void isRefused(InvitationDecision decision, int code) {
    assertThat(decision.next()).isNull();
    assertThat(decision.answer().code()).isEqualTo(code);
    assertThat(decision.answer().reason()).startsWith("invitation: ");
  }

  private static void isDone(InvitationDecision decision) {
    assertThat(decision).isEqualTo(new InvitationDecision(null, InvitationAnswer.OK));
  }

  @ParameterizedTest
  @EnumSource(names = {"SENT", "RECEIVED"})
  void anAcceptanceNotesWhoAcceptedAndWhatItSaid(InvitationState ringing) {
    InvitationFacts accepted =
        next(InvitationDecision.accept(in(ringing), "bob's session", "yes", false));
    assertThat(accepted.state()).isEqualTo(InvitationState.ACCEPTING);
    assertThat(accepted.accepterSession()).isEqualTo("bob's session");
    assertThat(accepted.response()).isEqualTo("yes");
    assertThat(accepted.content()).isEqualTo("content");
  }

  @Test
  void anAcceptanceIsRepeatedOnlyByTheSessionThatMadeIt() {
    InvitationFacts accepted = next(InvitationDecision.accept(SENT, "bob's session", "yes", false));
    isDone(InvitationDecision.accept(accepted, "bob's session", "yes", true));
    isRefused(
        InvitationDecision.accept(accepted, "bob's session", "yes", false),
        INVITATION_API_CALL_ERR_ALREADY_ACCEPT_VALUE);
    isRefused(
        InvitationDecision.accept(accepted, "a newer session", "yes", true),
        INVITATION_API_CALL_ERR_ALREADY_ACCEPT_VALUE);
    InvitationFacts ended = next(InvitationDecision.of(accepted, InvitationEvent.CONFIRM));
    isDone(InvitationDecision.accept(ended, "bob's session", "yes", true));
    isRefused(
        InvitationDecision.accept(ended, "bob's session", "yes", false),
        INVITATION_API_CALL_ERR_ALREADY_END_VALUE);
  }

  @Test
  void aCallThatIsMadeAgainAndNeverCameTakesEffect() {
    assertThat(next(InvitationDecision.accept(SENT, "bob's session", "", true)).state())
        .isEqualTo(InvitationState.ACCEPTING);
    assertThat(next(InvitationDecision.refuse(SENT, "", true)).state())
        .isEqualTo(InvitationState.REFUSED);
    assertThat(next(InvitationDecision.cancel(SENT, "", true)).state())
        .isEqualTo(InvitationState.CANCELED);
  }

  @Test
  void aRefusalKeepsWhatItSaid() {
    InvitationFacts refused = next(InvitationDecision.refuse(SENT, "no", false));
    assertThat(refused.state()).isEqualTo(InvitationState.REFUSED);
    assertThat(refused.response()).isEqualTo("no");
    assertThat(refused.accepterSession()).isEmpty();
    isDone(InvitationDecision.refuse(refused, "no", true));
    isRefused(
        InvitationDecision.refuse(refused, "no", false), INVITATION_API_CALL_ERR_ALREADY_END_VALUE);
  }

  @Test
  void aContentThatIsNotEmptyTakesThePlaceOfTheOld() {
    assertThat(next(InvitationDecision.cancel(SENT, "", false)).content()).isEqualTo("content");
    InvitationFacts canceled = next(InvitationDecision.cancel(SENT, "sorry", false));
    assertThat(canceled.state()).isEqualTo(InvitationState.CANCELED);
    assertThat(canceled.content()).isEqualTo("sorry");
    isDone(InvitationDecision.cancel(canceled, "other", true));
    isRefused(
        InvitationDecision.cancel(canceled, "other", false),
        INVITATION_API_CALL_ERR_ALREADY_END_VALUE);
  }

  @Test
  void whoComesLateLosesWhicheverCallItIs() {
    InvitationFacts accepting = in(InvitationState.ACCEPTING);
    isRefused(
        InvitationDecision.cancel(accepting, "", true),
        INVITATION_API_CALL_ERR_ALREADY_ACCEPT_VALUE);
    isRefused(
        InvitationDecision.refuse(accepting, "", true),
        INVITATION_API_CALL_ERR_ALREADY_ACCEPT_VALUE);
    InvitationFacts canceled = in(InvitationState.CANCELED);
    isRefused(
        InvitationDecision.accept(canceled, "bob's session", "", true),
        INVITATION_API_CALL_ERR_ALREADY_END_VALUE);
    isRefused(
        InvitationDecision.refuse(canceled, "", true), INVITATION_API_CALL_ERR_ALREADY_END_VALUE);
    isRefused(
        InvitationDecision.cancel(in(InvitationState.REFUSED), "", true),
        INVITATION_API_CALL_ERR_ALREADY_END_VALUE);
  }

  @Test
  void aFailureSaysWhyToBothEnds() {
    InvitationFacts failed = next(InvitationDecision.of(SENT, InvitationEvent.CALLEE_OFFLINE));
    assertThat(failed.state()).isEqualTo(InvitationState.FAILED);
    assertThat(failed.localError()).isEqualTo(1);
    assertThat(failed.remoteError()).isEqualTo(3);
    assertThat(InvitationDecision.of(failed, InvitationEvent.RECEIVE).next()).isNull();
  }
}
