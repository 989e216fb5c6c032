package io.rtmkit.client.internal;

import static io.rtmkit.client.internal.Calls.assertNothingMore;
import static io.rtmkit.client.internal.Calls.call;
import static io.rtmkit.client.internal.Calls.login;
import static io.rtmkit.client.internal.Calls.own;
import static io.rtmkit.client.internal.Calls.receive;
import static io.rtmkit.client.internal.Calls.sendCall;
import static io.rtmkit.client.internal.Calls.step;
import static io.rtmkit.client.internal.Calls.theirs;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.client.RtmClient;
import io.rtmkit.protocol.v1.InvitationStep;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the calls of the call manager refuse, and invitations that could be mistaken. */
class InvitationRulesTest {
  private static final String LIMIT = "x".repeat(8 * 1024);

  @Test
  void refusesWhatItDidNotMake() throws IOException {
    try (Scene scene = new Scene()) {
      login(scene);
      RtmCallManager calls = scene.client.getRtmCallManager();
      String notOurs = "localInvitation: was not made by this client's createLocalInvitation";
      calls.sendLocalInvitation(null, scene.events.answer("null"));
      calls.cancelLocalInvitation(null, scene.events.answer("cancel null"));
      calls.acceptRemoteInvitation(null, scene.events.answer("accept null"));
      RtmClient other = Clients.create(Scene.APP, null, null);
      other.getRtmCallManager().sendLocalInvitation(call(scene), scene.events.answer("foreign"));
      scene.events.expect("null failed 1: " + notOurs, "cancel null failed 1: " + notOurs);
      scene.events.expect(
          "accept null failed 1: remoteInvitation: was not received by this client");
      scene.events.expect("foreign failed 1: " + notOurs);
      other.release();
      calls.sendLocalInvitation(calls.createLocalInvitation(null), scene.events.answer("nobody"));
      scene.events.expect("nobody failed 1: calleeId: is empty");
    }
  }

  @Test
  void refusesWhatBreaksARule() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      RtmCallManager calls = scene.client.getRtmCallManager();
      LocalInvitation call = call(scene);
      calls.cancelLocalInvitation(call, scene.events.answer("cancel"));
      call.setChannelId("c".repeat(65));
      calls.sendLocalInvitation(call, scene.events.answer("channel"));
      call.setChannelId("c".repeat(64));
      call.setContent(LIMIT + "x");
      calls.sendLocalInvitation(call, scene.events.answer("content"));
      scene.events.expect(
          "cancel failed 2: the invitation was not sent",
          "channel failed 1: channelId: has 65 bytes, at most 64 are allowed",
          "content failed 1: content: has 8193 bytes, at most 8192 are allowed");
      call.setContent(LIMIT);
      sendCall(scene, connection, call);
      calls.sendLocalInvitation(call, scene.events.answer("again"));
      call.setContent(LIMIT + "x");
      calls.cancelLocalInvitation(call, scene.events.answer("cancel"));
      scene.events.expect(
          "again failed 5: the invitation was sent before",
          "cancel failed 1: content: has 8193 bytes, at most 8192 are allowed");
      RemoteInvitation theirs = receive(scene, connection, 77);
      theirs.setResponse(LIMIT + "x");
      calls.acceptRemoteInvitation(theirs, scene.events.answer("response"));
      scene.events.expect("response failed 1: response: has 8193 bytes, at most 8192 are allowed");
      theirs.setResponse(LIMIT);
      calls.acceptRemoteInvitation(theirs, null);
      assertThat(connection.nextRequest().getAnswerInvitation().getResponse()).hasSize(8192);
    }
  }

  @Test
  void stateShowsWithoutAListener() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      scene.client.getRtmCallManager().setEventListener(null);
      LocalInvitation call = call(scene);
      long id = sendCall(scene, connection, call).getSendInvitation().getInvitationId();
      connection.push(own(1, id, InvitationStep.INVITATION_STEP_CANCELED));
      connection.nextAck();
      scene.expectNothingBefore(connection);
      scene.client.sendMessageToPeer("", scene.text("x"), scene.events.answer("last"));
      assertThat(scene.events.next()).startsWith("last failed");
      assertThat(call.getState()).isEqualTo(5);
    }
  }

  @Test
  void userMayCallHimself() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      LocalInvitation call = scene.client.getRtmCallManager().createLocalInvitation("alice");
      long id = sendCall(scene, connection, call).getSendInvitation().getInvitationId();
      connection.push(
          step(1, id, InvitationStep.INVITATION_STEP_INVITED, "alice", "alice"),
          step(2, id, InvitationStep.INVITATION_STEP_RECEIVED, "alice", "alice"),
          step(3, id, InvitationStep.INVITATION_STEP_CANCELED, "alice", "alice"),
          step(4, id, InvitationStep.INVITATION_STEP_CANCELED, "alice", "alice"));
      scene.events.expect(
          "alice calls hello/room, state 1",
          "received by alice, state 2",
          "own invitation canceled, state 5",
          "canceled 'hello', state 5");
    }
  }

  @Test
  void twoUsersMayChooseTheSameId() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      LocalInvitation call = call(scene);
      long id = sendCall(scene, connection, call).getSendInvitation().getInvitationId();
      connection.push(
          theirs(1, id, InvitationStep.INVITATION_STEP_INVITED),
          theirs(2, id, InvitationStep.INVITATION_STEP_CANCELED),
          theirs(3, id, InvitationStep.INVITATION_STEP_CANCELED));
      scene.events.expect("bob calls hello/room, state 1", "canceled 'hello', state 5");
      connection.nextAck();
      assertNothingMore(scene, connection);
      assertThat(call.getState()).isEqualTo(1);
    }
  }
}
