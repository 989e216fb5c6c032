package io.rtmkit.server.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.AnswerInvitationRequest;
import io.rtmkit.protocol.v1.CancelInvitationRequest;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.SendInvitationRequest;
import io.rtmkit.server.config.InvitationConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.invitation.LocalInvitations;
import io.rtmkit.server.core.lane.FakeLink;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Requests about call invitations: fields at their limits, and the reply ahead of the steps. */
class InvitationHandlerTest {
  private static final Map<String, String> SETTINGS = Map.of("invitation.bytes", "8");

  private final TestDomain domain = new TestDomain(SETTINGS);
  private final Session alice = domain.login("alice");
  private final Session bob = domain.login("bob");
  private final InvitationHandler handler =
      new InvitationHandler(new LocalInvitations(domain.invitations), config());

  private static InvitationConfig config() {
    return ServerConfig.defaultsWith(SETTINGS).invitation();
  }

  private static SendInvitationRequest.Builder invite(String calleeId) {
    return SendInvitationRequest.newBuilder().setInvitationId(7).setCalleeId(calleeId);
  }

  private Reply send(SendInvitationRequest.Builder request) {
    return Calls.ask(handler::send, alice, Request.newBuilder().setSendInvitation(request));
  }

  private Reply cancel(String content) {
    return Calls.ask(
        handler::cancel,
        alice,
        Request.newBuilder()
            .setCancelInvitation(
                CancelInvitationRequest.newBuilder().setInvitationId(7).setContent(content)));
  }

  private Reply answer(Session callee, boolean accept, String response) {
    return Calls.ask(
        handler::answer,
        callee,
        Request.newBuilder()
            .setAnswerInvitation(
                AnswerInvitationRequest.newBuilder()
                    .setInvitationId(7)
                    .setCallerId("alice")
                    .setAccept(accept)
                    .setResponse(response)));
  }

  private static void isInvalid(Reply reply, String... inReason) {
    assertThat(reply.getCode()).as(reply.getReason()).isEqualTo(1);
    assertThat(reply.getReason()).contains(inReason);
  }

  private static List<InvitationStep> steps(Session session) {
    return TestDomain.linkOf(session).pushes().stream()
        .filter(Push::hasInvitation)
        .map(Push::getInvitation)
        .map(InvitationPush::getStep)
        .toList();
  }

  @Test
  void fieldsHaveLimits() {
    isInvalid(send(invite("")), "calleeId");
    isInvalid(send(invite("b\nb")), "calleeId");
    isInvalid(send(invite("alice")), "calleeId: is the caller");
    isInvalid(send(invite("bob").setChannelId("ro/om")), "channelId");
    isInvalid(send(invite("bob").setContent("ä".repeat(5))), "content", "10 bytes", "at most 8");
    isInvalid(cancel("123456789"), "content", "9 bytes");
    isInvalid(answer(bob, true, "123456789"), "response", "9 bytes");
    assertThat(domain.invitations.size()).isZero();
    assertThat(steps(bob)).isEmpty();
    assertThat(send(invite("bob").setContent("12345678").setChannelId("room")).getCode()).isZero();
    assertThat(steps(bob)).containsExactly(InvitationStep.INVITATION_STEP_INVITED);
  }

  @Test
  void theReplyIsAheadOfTheStepsThatTheCallSetsOff() {
    send(invite("bob"));
    assertThat(answer(bob, false, "no").getCode()).isZero();
    FakeLink link = TestDomain.linkOf(bob);
    List<Envelope> received = link.received();
    int reply = indexOf(received, Envelope::hasReply);
    int refused =
        indexOf(
            received,
            each ->
                each.getPush().getInvitation().getStep() == InvitationStep.INVITATION_STEP_REFUSED);
    assertThat(reply).isNotNegative().isLessThan(refused);
    assertThat(steps(alice)).containsExactly(InvitationStep.INVITATION_STEP_REFUSED);
  }

  private static int indexOf(List<Envelope> all, Predicate<Envelope> wanted) {
    for (int i = 0; i < all.size(); i++) {
      if (wanted.test(all.get(i))) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void whatBecomesOfItIsTheReply() {
    assertThat(cancel("").getCode()).as("there is none").isEqualTo(3);
    assertThat(send(invite("bob")).getCode()).isZero();
    assertThat(send(invite("bob")).getCode()).as("sent before").isEqualTo(5);
    Session carol = domain.login("carol");
    assertThat(answer(carol, true, "").getCode()).as("hers it is not").isEqualTo(3);
    assertThat(cancel("bye").getCode()).isZero();
    Reply late = answer(bob, true, "");
    assertThat(late.getCode()).isEqualTo(3);
    assertThat(late.getReason()).contains("has ended");
  }

  @Test
  void whatIsSentAgainIsDoneOnce() {
    Request.Builder request = Request.newBuilder().setSendInvitation(invite("bob"));
    assertThat(Calls.ask(handler::send, alice, request).getCode()).isZero();
    assertThat(Calls.ask(handler::send, alice, request.setResent(true)).getCode()).isZero();
    assertThat(steps(bob)).containsExactly(InvitationStep.INVITATION_STEP_INVITED);
    assertThat(domain.invitations.size()).isEqualTo(1);
  }
}
