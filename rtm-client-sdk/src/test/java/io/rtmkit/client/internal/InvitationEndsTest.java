package io.rtmkit.client.internal;

import static io.rtmkit.client.internal.Calls.assertNothingMore;
import static io.rtmkit.client.internal.Calls.call;
import static io.rtmkit.client.internal.Calls.login;
import static io.rtmkit.client.internal.Calls.own;
import static io.rtmkit.client.internal.Calls.receive;
import static io.rtmkit.client.internal.Calls.sendCall;
import static io.rtmkit.client.internal.Calls.theirs;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.InvitationKey;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Timing;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Call invitations and what ends them beside the two users: sessions, silence, refused calls. */
class InvitationEndsTest {
  @Test
  void notLoggedInIsAFailure() throws IOException {
    try (Scene scene = new Scene()) {
      RtmCallManager calls = scene.client.getRtmCallManager();
      calls.setEventListener(scene.events);
      LocalInvitation call = call(scene);
      calls.sendLocalInvitation(call, scene.events.answer("send"));
      scene.events.expect("send failed 102: not logged in", "own invitation failed 4, state 6");
      calls.sendLocalInvitation(call, scene.events.answer("send"));
      scene.events.expect("send failed 3: the invitation has ended");
      scene.client.release();
      calls.sendLocalInvitation(call(scene), scene.events.answer("send"));
      scene.events.expect("send failed 101: the client was released");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 202})
  void refusedSendCanBeRepeated(int code) throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      LocalInvitation call = call(scene);
      scene.client.getRtmCallManager().sendLocalInvitation(call, scene.events.answer("send"));
      Request first = connection.nextRequest();
      connection.refuse(first, code, "no");
      scene.events.expect("send failed " + code + ": no");
      assertThat(call.getState()).isZero();
      Request second = sendCall(scene, connection, call);
      assertThat(second.getSendInvitation().getInvitationId())
          .isNotEqualTo(first.getSendInvitation().getInvitationId());
      assertThat(call.getState()).isEqualTo(1);
    }
  }

  @Test
  void sendWithoutAnswerEndsByAnEvent() throws IOException {
    try (Scene scene = new Scene(20)) {
      FakeServer.Connection connection = login(scene);
      LocalInvitation call = call(scene);
      scene.client.getRtmCallManager().sendLocalInvitation(call, scene.events.answer("send"));
      long id = connection.nextRequest().getSendInvitation().getInvitationId();
      scene.events.expect("send failed 201: the server did not answer for 500 ms");
      assertThat(call.getState()).isEqualTo(1);
      connection.push(own(1, id, InvitationStep.INVITATION_STEP_CANCELED));
      scene.events.expect("own invitation canceled, state 5");
    }
  }

  @Test
  void logoutEndsAll() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      sendCall(scene, connection, call(scene));
      receive(scene, connection, 77);
      scene.client.logout(null);
      scene.events.expect("own invitation failed 4, state 6", "failed 3, state 6", "state 1/6");
    }
  }

  @Test
  void logoutEndsAlsoWhatIsBeingSent() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      scene
          .client
          .getRtmCallManager()
          .sendLocalInvitation(call(scene), scene.events.answer("send"));
      connection.nextRequest();
      scene.client.logout(null);
      scene.events.expect(
          "send failed 102: logged out", "own invitation failed 4, state 6", "state 1/6");
    }
  }

  @Test
  void releaseEndsAll() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      sendCall(scene, connection, call(scene));
      receive(scene, connection, 77);
      scene.client.release();
      scene.events.expect("own invitation failed 4, state 6", "failed 3, state 6");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLOSE_CODE_KICKED", "CLOSE_CODE_BANNED", "CLOSE_CODE_REMOTE_LOGIN"})
  void endOfTheSessionEndsAll(CloseCode code) throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      sendCall(scene, connection, call(scene));
      receive(scene, connection, 77);
      connection.goodbye(code);
      scene.events.expect("own invitation failed 4, state 6", "failed 3, state 6");
    }
  }

  @Test
  void newSessionEndsWhatItDoesNotKnow() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      LocalInvitation known = call(scene);
      long knownId = sendCall(scene, connection, known).getSendInvitation().getInvitationId();
      sendCall(scene, connection, call(scene));
      receive(scene, connection, 77);
      connection.push(theirs(2, 78, InvitationStep.INVITATION_STEP_INVITED));
      scene.events.expect("bob calls hello/room, state 1");
      connection.nextAck();
      LocalInvitation unanswered = call(scene);
      scene
          .client
          .getRtmCallManager()
          .sendLocalInvitation(unanswered, scene.events.answer("unanswered"));
      Request send = connection.nextRequest();
      connection =
          scene.comeBack(
              connection,
              LoginReply.newBuilder()
                  .addInvitations(key("alice", knownId))
                  .addInvitations(key("bob", 77))
                  .addInvitations(key("carol", 78)));
      scene.events.expect("own invitation failed 4, state 6", "failed 3, state 6");
      Request again = connection.nextRequest();
      assertThat(again).isEqualTo(send.toBuilder().setResent(true).build());
      connection.ok(again);
      connection.push(
          theirs(1, 77, InvitationStep.INVITATION_STEP_INVITED),
          theirs(2, 78, InvitationStep.INVITATION_STEP_INVITED),
          own(3, knownId, InvitationStep.INVITATION_STEP_RECEIVED),
          theirs(4, 77, InvitationStep.INVITATION_STEP_CANCELED));
      scene.events.expect("unanswered ok", "received by bob, state 2", "canceled 'hello', state 5");
      connection.nextAck();
      assertNothingMore(scene, connection);
      assertThat(unanswered.getState()).isEqualTo(1);
    }
  }

  @Test
  void resumedSessionGoesOn() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      long id = sendCall(scene, connection, call(scene)).getSendInvitation().getInvitationId();
      receive(scene, connection, 77);
      connection = scene.resume(connection);
      connection.push(
          own(2, id, InvitationStep.INVITATION_STEP_REFUSED),
          theirs(3, 77, InvitationStep.INVITATION_STEP_FAILED));
      scene.events.expect(
          "received by bob, state 2", "refused by peer '', state 4", "failed 2, state 6");
    }
  }

  @Test
  void clientEndsWhatNobodyEnds() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.getRtmCallManager().setEventListener(scene.events);
      FakeServer.Connection connection = loginWithLifetime(scene, 2_000);
      long id = sendCall(scene, connection, call(scene)).getSendInvitation().getInvitationId();
      receive(scene, connection, 77);
      scene.events.expect("own invitation failed 3, state 6", "failed 3, state 6");
      connection.push(
          own(2, id, InvitationStep.INVITATION_STEP_ACCEPTED),
          theirs(3, 77, InvitationStep.INVITATION_STEP_CANCELED),
          theirs(4, 78, InvitationStep.INVITATION_STEP_INVITED));
      scene.events.expect("bob calls hello/room, state 1");
      RemoteInvitation accepted = scene.events.received();
      scene
          .client
          .getRtmCallManager()
          .acceptRemoteInvitation(accepted, scene.events.answer("accept"));
      connection.nextAck();
      connection.ok(connection.nextRequest());
      scene.events.expect("accept ok", "failed 2, state 6");
    }
  }

  @Test
  void endedInvitationsAreForgottenAtLast() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      int count = RemoteInvitations.REMEMBERED + 1;
      for (int i = 0; i < count; i++) {
        connection.push(
            theirs(2L * i + 1, i, InvitationStep.INVITATION_STEP_INVITED),
            theirs(2L * i + 2, i, InvitationStep.INVITATION_STEP_CANCELED));
        scene.events.expect("bob calls hello/room, state 1", "canceled 'hello', state 5");
      }
      connection.push(
          theirs(2L * count + 1, 1, InvitationStep.INVITATION_STEP_INVITED),
          theirs(2L * count + 2, 0, InvitationStep.INVITATION_STEP_INVITED),
          theirs(2L * count + 3, 0, InvitationStep.INVITATION_STEP_FAILED));
      scene.events.expect("bob calls hello/room, state 1", "failed 2, state 6");
    }
  }

  private static FakeServer.Connection loginWithLifetime(Scene scene, int ms) throws IOException {
    scene.client.login("token", "alice", null);
    FakeServer.Connection connection = scene.server.accept();
    Timing timing =
        FakeServer.Connection.timing(60_000, 60_000).toBuilder().setInvitationMs(ms).build();
    connection.replyLogin(connection.nextRequest(), LoginReply.newBuilder().setTiming(timing));
    scene.events.expect("state 2/1", "state 3/2");
    return connection;
  }

  private static InvitationKey key(String callerId, long id) {
    return InvitationKey.newBuilder().setCallerId(callerId).setInvitationId(id).build();
  }
}
