package io.rtmkit.uniapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSONObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Call invitations, as pages call them: every function, and every event of both sides. */
final class InvitationFunctionsIT extends TwoPhones {
  @Test
  void an_accepted_invitation() {
    assertThat(answer(alice, "setCallEventListener", "")).containsEntry("code", 0);
    invite("{calleeId: 'bob', channelId: '909090', content: '{\\\"Mode\\\": 1}'}");
    JSONObject received = event(bob, "onRemoteInvitationReceived");
    assertThat(received)
        .containsEntry("callerId", "alice")
        .containsEntry("content", "{\"Mode\": 1}")
        .containsEntry("channelId", "909090")
        .containsEntry("state", 1);
    assertThat(event(alice, "onLocalInvitationReceivedByPeer"))
        .containsEntry("calleeId", "bob")
        .containsEntry("state", 2);

    assertThat(answer(bob, "acceptRemoteInvitation", "{calleeId: 'alice', response: 'gladly'}"))
        .containsEntry("code", 0);
    assertThat(event(alice, "onLocalInvitationAccepted"))
        .containsEntry("state", 3)
        .containsEntry("response", "gladly")
        .containsEntry("getResponse", "gladly");
    assertThat(event(bob, "onRemoteInvitationAccepted"))
        .containsEntry("state", 4)
        .containsEntry("response", "gladly");
    assertThat(answer(bob, "acceptRemoteInvitation", "{callerId: 'alice'}"))
        .as("over")
        .containsEntry("code", 3);
    assertThat(answer(alice, "cancelLocalInvitation", "{calleeId: 'bob'}"))
        .as("over")
        .containsEntry("code", 3);
  }

  @Test
  void a_refused_invitation() {
    invite("{calleeId: 'bob', channelId: '', content: ''}");
    event(bob, "onRemoteInvitationReceived");
    assertThat(answer(bob, "refuseRemoteInvitation", "{calleeId: 'alice', response: ''}"))
        .containsEntry("code", 0);
    assertThat(event(alice, "onLocalInvitationRefused"))
        .containsEntry("state", 4)
        .containsEntry("response", "");
    assertThat(event(bob, "onRemoteInvitationRefused")).containsEntry("state", 3);
  }

  @Test
  void a_canceled_invitation() {
    invite("{calleeId: 'bob', content: 'tea?'}");
    event(bob, "onRemoteInvitationReceived");
    assertThat(
            answer(
                alice,
                "cancelLocalInvitation",
                "{calleeId: 'bob', channelId: undefined, content: 'never mind'}"))
        .containsEntry("code", 0);
    assertThat(event(alice, "onLocalInvitationCanceled")).containsEntry("state", 5);
    assertThat(event(bob, "onRemoteInvitationCanceled"))
        .containsEntry("state", 5)
        .containsEntry("content", "never mind");
  }

  @Test
  void an_invitation_that_fails() {
    invite("{calleeId: 'bob'}");
    event(bob, "onRemoteInvitationReceived");
    alice.run("await call('logout')");
    assertThat(event(alice, "onLocalInvitationFailure"))
        .containsEntry("state", 6)
        .containsEntry("code", 4);
    assertThat(event(bob, "onRemoteInvitationFailure"))
        .containsEntry("callerId", "alice")
        .containsEntry("state", 6)
        .containsEntry("code", 1);
  }

  @Test
  void two_open_invitations_are_told_apart_by_their_channel() {
    invite("{calleeId: 'bob', channelId: 'one'}");
    assertThat(answer(alice, "sendLocalInvitation", "{calleeId: 'bob', channelId: 'one'}"))
        .as("already sent")
        .containsEntry("code", 5);
    invite("{calleeId: 'bob', channelId: 'two'}");
    bob.run("await next('onRemoteInvitationReceived'); await next('onRemoteInvitationReceived')");
    bob.run("await call('refuseRemoteInvitation', {calleeId: 'alice', channelId: 'one'})");
    assertThat(event(alice, "onLocalInvitationRefused")).containsEntry("channelId", "one");
    bob.run("await call('acceptRemoteInvitation', {calleeId: 'alice'})");
    assertThat(event(alice, "onLocalInvitationAccepted")).containsEntry("channelId", "two");
  }

  @Test
  void what_is_not_there_is_answered_2_and_what_is_wrong_1() {
    Map.of(
            "cancelLocalInvitation", "{calleeId: 'nobody'}",
            "acceptRemoteInvitation", "{calleeId: 'nobody'}",
            "refuseRemoteInvitation", "{callerId: 'nobody'}")
        .forEach(
            (function, options) ->
                assertThat(answer(alice, function, options)).as(function).containsEntry("code", 2));
    JSONObject missing = answer(alice, "sendLocalInvitation", "{content: 'x'}");
    assertThat(missing).containsEntry("code", 1).containsEntry("message", "calleeId: is missing");
    JSONObject tooLong =
        answer(alice, "sendLocalInvitation", "{calleeId: 'bob', content: 'x'.repeat(9000)}");
    assertThat(tooLong).containsEntry("code", 1);
    assertThat(tooLong.getString("message")).contains("content", "8192");
    invite("{calleeId: 'bob', content: 'the one refused for its length is not open'}");
  }

  private void invite(String options) {
    assertThat(answer(alice, "sendLocalInvitation", options)).containsEntry("code", 0);
  }
}
