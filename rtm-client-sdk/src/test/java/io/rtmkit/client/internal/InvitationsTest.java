package io.rtmkit.client.internal;

import static io.rtmkit.client.internal.Calls.answered;
import static io.rtmkit.client.internal.Calls.assertNothingMore;
import static io.rtmkit.client.internal.Calls.call;
import static io.rtmkit.client.internal.Calls.canceled;
import static io.rtmkit.client.internal.Calls.login;
import static io.rtmkit.client.internal.Calls.own;
import static io.rtmkit.client.internal.Calls.receive;
import static io.rtmkit.client.internal.Calls.sendCall;
import static io.rtmkit.client.internal.Calls.theirs;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.LocalInvitation;
import io.rtmkit.client.RemoteInvitation;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.protocol.v1.InvitationStep;
import io.rtmkit.protocol.v1.Request;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Call invitations: the course of a call at both sides. */
class InvitationsTest {
  @Test
  void callerIsToldEachStep() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      LocalInvitation call = scene.client.getRtmCallManager().createLocalInvitation("bob");
      call.setContent("{\"a\": \"ä\"}\n");
      call.setChannelId("room");
      assertThat(call.getState()).isZero();
      scene.client.getRtmCallManager().sendLocalInvitation(call, scene.events.answer("send"));
      call.setContent("changed too late");
      Request send = connection.nextRequest();
      assertThat(send.getSendInvitation().getCalleeId()).isEqualTo("bob");
      assertThat(send.getSendInvitation().getChannelId()).isEqualTo("room");
      assertThat(send.getSendInvitation().getContent()).isEqualTo("{\"a\": \"ä\"}\n");
      assertThat(call.getState()).isEqualTo(1);
      connection.ok(send);
      scene.events.expect("send ok");
      long id = send.getSendInvitation().getInvitationId();
      // All at once: inside each event the invitation shows the state of that event.
      connection.push(
          own(1, id, InvitationStep.INVITATION_STEP_RECEIVED),
          own(2, id, InvitationStep.INVITATION_STEP_ACCEPTING),
          own(3, id, InvitationStep.INVITATION_STEP_RECEIVED),
          answered(4, id, InvitationStep.INVITATION_STEP_ACCEPTED, "yes ä"),
          answered(5, id, InvitationStep.INVITATION_STEP_ACCEPTED, "yes ä"),
          own(6, id, InvitationStep.INVITATION_STEP_FAILED));
      scene.events.expect("received by bob, state 2", "accepted by peer 'yes ä', state 3");
      assertThat(connection.nextAck().getInboxOffset()).isEqualTo(6);
      assertNothingMore(scene, connection);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INVITATION_STEP_REFUSED, received by bob; state 2|refused by peer 'no'; state 4",
    "INVITATION_STEP_ACCEPTED, received by bob; state 2|accepted by peer 'no'; state 3",
    "INVITATION_STEP_ACCEPTING, received by bob; state 2",
    "INVITATION_STEP_CANCELED, own invitation canceled; state 5",
    "INVITATION_STEP_FAILED, own invitation failed 2; state 6"
  })
  void stepsMayBeTheFirstThatTheCallerHearsOf(InvitationStep step, String events)
      throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      Request send = sendCall(scene, connection, call(scene));
      long id = send.getSendInvitation().getInvitationId();
      connection.push(answered(1, id, step, "no"));
      scene.events.expect(events.replace(';', ',').split("\\|", -1));
      connection.nextAck();
      assertNothingMore(scene, connection);
    }
  }

  @Test
  void cancelingIsToldByTheServer() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      RtmCallManager calls = scene.client.getRtmCallManager();
      LocalInvitation call = call(scene);
      long id = sendCall(scene, connection, call).getSendInvitation().getInvitationId();
      call.setContent("never mind");
      calls.cancelLocalInvitation(call, scene.events.answer("cancel"));
      Request cancel = connection.nextRequest();
      assertThat(cancel.getCancelInvitation().getInvitationId()).isEqualTo(id);
      assertThat(cancel.getCancelInvitation().getContent()).isEqualTo("never mind");
      connection.ok(cancel);
      scene.events.expect("cancel ok");
      connection.push(own(1, id, InvitationStep.INVITATION_STEP_CANCELED));
      scene.events.expect("own invitation canceled, state 5");
      calls.cancelLocalInvitation(call, scene.events.answer("cancel"));
      calls.sendLocalInvitation(call, scene.events.answer("send"));
      scene.events.expect(
          "cancel failed 3: the invitation has ended", "send failed 3: the invitation has ended");
    }
  }

  @Test
  void cancelThatCameTooLateIsTheServersAnswer() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      LocalInvitation call = call(scene);
      long id = sendCall(scene, connection, call).getSendInvitation().getInvitationId();
      scene.client.getRtmCallManager().cancelLocalInvitation(call, scene.events.answer("cancel"));
      connection.refuse(connection.nextRequest(), 4, "bob accepted before");
      connection.push(answered(1, id, InvitationStep.INVITATION_STEP_ACCEPTED, ""));
      scene.events.expect(
          "cancel failed 4: bob accepted before",
          "received by bob, state 2",
          "accepted by peer '', state 3");
    }
  }

  @Test
  void calleeAccepts() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      RemoteInvitation call = receive(scene, connection, 77);
      RtmCallManager calls = scene.client.getRtmCallManager();
      call.setResponse("yes");
      calls.acceptRemoteInvitation(call, scene.events.answer("accept"));
      Request accept = connection.nextRequest();
      assertThat(accept.getAnswerInvitation().getInvitationId()).isEqualTo(77);
      assertThat(accept.getAnswerInvitation().getCallerId()).isEqualTo("bob");
      assertThat(accept.getAnswerInvitation().getAccept()).isTrue();
      assertThat(accept.getAnswerInvitation().getResponse()).isEqualTo("yes");
      assertThat(call.getState()).isEqualTo(2);
      calls.acceptRemoteInvitation(call, scene.events.answer("again"));
      calls.refuseRemoteInvitation(call, scene.events.answer("refuse"));
      connection.ok(accept);
      connection.push(
          theirs(2, 77, InvitationStep.INVITATION_STEP_ACCEPTED),
          theirs(3, 77, InvitationStep.INVITATION_STEP_FAILED),
          theirs(4, 77, InvitationStep.INVITATION_STEP_INVITED));
      scene.events.expect(
          "again failed 4: the invitation was accepted before",
          "refuse failed 4: the invitation was accepted before",
          "accept ok",
          "accepted, state 4");
      connection.nextAck();
      calls.acceptRemoteInvitation(call, scene.events.answer("accept"));
      scene.events.expect("accept failed 3: the invitation has ended");
      assertNothingMore(scene, connection);
    }
  }

  @Test
  void calleeRefuses() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      RemoteInvitation call = receive(scene, connection, 77);
      RtmCallManager calls = scene.client.getRtmCallManager();
      calls.refuseRemoteInvitation(call, scene.events.answer("refuse"));
      Request refuse = connection.nextRequest();
      assertThat(refuse.getAnswerInvitation().getAccept()).isFalse();
      assertThat(refuse.getAnswerInvitation().getResponse()).isEmpty();
      calls.acceptRemoteInvitation(call, scene.events.answer("accept"));
      scene.events.expect("accept failed 3: the invitation was refused before");
      connection.ok(refuse);
      connection.push(theirs(2, 77, InvitationStep.INVITATION_STEP_REFUSED));
      scene.events.expect("refuse ok", "refused, state 3");
    }
  }

  @Test
  void calleeHearsOfTheOtherEnds() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      receive(scene, connection, 77);
      connection.push(
          theirs(2, 77, InvitationStep.INVITATION_STEP_CANCELED),
          theirs(3, 78, InvitationStep.INVITATION_STEP_INVITED),
          theirs(4, 78, InvitationStep.INVITATION_STEP_INVITED),
          canceled(5, 78, "never mind"),
          theirs(6, 79, InvitationStep.INVITATION_STEP_INVITED),
          theirs(7, 79, InvitationStep.INVITATION_STEP_FAILED),
          theirs(8, 80, InvitationStep.INVITATION_STEP_CANCELED));
      scene.events.expect(
          "canceled 'hello', state 5",
          "bob calls hello/room, state 1",
          "canceled 'never mind', state 5",
          "bob calls hello/room, state 1",
          "failed 2, state 6");
      connection.nextAck();
      assertNothingMore(scene, connection);
    }
  }

  @Test
  void answerThatTheServerDidNotTakeCanBeGivenAgain() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = login(scene);
      RemoteInvitation call = receive(scene, connection, 77);
      RtmCallManager calls = scene.client.getRtmCallManager();
      calls.acceptRemoteInvitation(call, scene.events.answer("accept"));
      connection.refuse(connection.nextRequest(), 202, "too often");
      scene.events.expect("accept failed 202: too often");
      calls.refuseRemoteInvitation(call, scene.events.answer("refuse"));
      connection.refuse(connection.nextRequest(), 3, "it has ended");
      connection.push(theirs(2, 77, InvitationStep.INVITATION_STEP_CANCELED));
      scene.events.expect("refuse failed 3: it has ended", "canceled 'hello', state 5");
    }
  }
}
