package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.protocol.v1.InvitationPush;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;

/** What tests of invitations share: alice, who is the client, and bob call each other. */
final class Calls {
  private Calls() {}

  static FakeServer.Connection login(Scene scene) throws IOException {
    scene.client.getRtmCallManager().setEventListener(scene.events);
    return scene.login();
  }

  static LocalInvitation call(Scene scene) {
    return scene.client.getRtmCallManager().createLocalInvitation("bob");
  }

  static Request sendCall(Scene scene, FakeServer.Connection connection, LocalInvitation call)
      throws IOException {
    scene.client.getRtmCallManager().sendLocalInvitation(call, scene.events.answer("send"));
    Request request = connection.nextRequest();
    connection.ok(request);
    scene.events.expect("send ok");
    return request;
  }

  static RemoteInvitation receive(Scene scene, FakeServer.Connection connection, long id)
      throws IOException {
    connection.push(theirs(1, id, InvitationStep.INVITATION_STEP_INVITED));
    scene.events.expect("bob calls hello/room, state 1");
    assertThat(connection.nextAck().getInboxOffset()).isEqualTo(1);
    return scene.events.received();
  }

  static void assertNothingMore(Scene scene, FakeServer.Connection connection) throws IOException {
    scene.expectNothingBefore(connection);
    assertThat(scene.events.rest()).isEmpty();
  }

  static Push.Builder own(long offset, long id, InvitationStep step) {
    return step(offset, id, step, "alice", "bob");
  }

  static Push.Builder theirs(long offset, long id, InvitationStep step) {
    return step(offset, id, step, "bob", "alice");
  }

  static Push.Builder answered(long offset, long id, InvitationStep step, String response) {
    Push.Builder push = own(offset, id, step);
    push.getInvitationBuilder().setResponse(response);
    return push;
  }

  static Push.Builder canceled(long offset, long id, String content) {
    Push.Builder push = theirs(offset, id, InvitationStep.INVITATION_STEP_CANCELED);
    push.getInvitationBuilder().setContent(content);
    return push;
  }

  static Push.Builder step(
      long offset, long id, InvitationStep step, String caller, String callee) {
    boolean invited = step == InvitationStep.INVITATION_STEP_INVITED;
    return Push.newBuilder()
        .setInboxOffset(offset)
        .setInvitation(
            InvitationPush.newBuilder()
                .setInvitationId(id)
                .setStep(step)
                .setCallerId(caller)
                .setCalleeId(callee)
                .setContent(invited ? "hello" : "")
                .setChannelId(invited ? "room" : "")
                .setFailureCode(2));
  }
}
