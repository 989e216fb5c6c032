package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Resume;
import io.rtmkit.protocol.v1.TokenWillExpirePush;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Losing the connection and getting everything back. */
class ReconnectTest {
  @Test
  void resumesWithWhatItHas() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.join(connection, "room");
      connection.push(Scene.peerMessage(1, 5, "one"), Scene.publication(11, "eleven"));
      scene.events.expect("bob: one", "bob in room: eleven");
      connection.close();
      scene.events.expect("state 4/5");
      connection = scene.server.accept();
      Request login = connection.nextRequest();
      Resume resume = login.getLogin().getResume();
      assertThat(resume.getSessionId()).isEqualTo("session of alice");
      assertThat(resume.getSecret().toStringUtf8()).isEqualTo("secret");
      assertThat(resume.getInboxOffset()).isEqualTo(1);
      assertThat(resume.getChannels(0).getChannelId()).isEqualTo("room");
      assertThat(resume.getChannels(0).getEpoch()).isEqualTo(Scene.EPOCH);
      assertThat(resume.getChannels(0).getOffset()).isEqualTo(11);
      connection.replyLogin(login, resumed(RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE));
      connection.push(Scene.publication(11, "again"), Scene.publication(12, "twelve"));
      scene.events.expect("state 3/2", "bob in room: twelve");
    }
  }

  @Test
  void messageThatItsSenderRepeatsIsToldOnce() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.join(connection, "room");
      connection.push(
          Scene.publication(11, 500, "once"),
          Scene.publication(12, 500, "once"),
          Scene.publication(13, 501, "next"));
      scene.events.expect("bob in room: once", "bob in room: next");
    }
  }

  @Test
  void gapIsTold() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.join(connection, "room");
      connection.goodbye(CloseCode.CLOSE_CODE_SLOW_CONSUMER);
      scene.events.expect("state 4/5");
      connection = scene.server.accept();
      connection.replyLogin(
          connection.nextRequest(), resumed(RecoveryOutcome.RECOVERY_OUTCOME_GAP));
      connection.push(Scene.publication(15, "lost after all"), Scene.publication(21, "later"));
      scene.events.expect("state 3/2", "missed 11 to 20", "bob in room: later");
    }
  }

  @Test
  void resetMembershipIsJoinedAgain() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.join(connection, "room");
      connection.close();
      connection = scene.server.accept();
      connection.replyLogin(
          connection.nextRequest(), resumed(RecoveryOutcome.RECOVERY_OUTCOME_RESET));
      Request join = connection.nextRequest();
      assertThat(join.getJoin().getSince().getOffset()).isEqualTo(10);
      assertThat(join.getJoin().getSince().getEpoch()).isEqualTo(Scene.EPOCH);
      connection.reply(
          join,
          Reply.newBuilder()
              .setJoin(
                  Scene.joined(3)
                      .setEpoch(78)
                      .setMemberCount(5)
                      .setRecovery(
                          ChannelRecovery.newBuilder()
                              .setOutcome(RecoveryOutcome.RECOVERY_OUTCOME_RESET))));
      connection.push(Scene.publication(4, "new life"));
      scene.events.expect(
          "state 4/5", "state 3/2", "channel reset", "count 5", "bob in room: new life");
    }
  }

  @Test
  void newSessionEntersChannelsBeforeItSendsTheRest() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      connection.push(Scene.peerMessage(9, 5, "nine"));
      scene.events.expect("bob: nine");
      connection.close();
      scene.events.expect("state 4/5");
      channel.sendMessage(scene.text("hello"), scene.events.answer("send"));
      connection = scene.server.acceptLogin();
      Request join = connection.nextRequest();
      assertThat(join.getJoin().getSince().getOffset()).isEqualTo(10);
      Request publish = connection.nextRequest();
      assertThat(publish.hasPublish()).isTrue();
      connection.reply(
          join,
          Reply.newBuilder()
              .setJoin(Scene.joined(12).setRecovery(ChannelRecovery.getDefaultInstance())));
      connection.ok(publish);
      // The inbox of the new session begins at 1; a message seen in the old one is not told again.
      connection.push(
          Scene.publication(11, "missed"),
          Scene.peerMessage(1, 5, "nine"),
          Scene.peerMessage(2, 6, "ten"));
      scene.events.expect("state 3/2", "send ok", "bob in room: missed", "bob: ten");
    }
  }

  @Test
  void channelThatCannotBeJoinedAgainIsTold() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      RtmChannel channel = scene.join(connection, "room");
      connection.close();
      connection = scene.server.acceptLogin();
      connection.refuse(connection.nextRequest(), 7, "too often");
      connection.refuse(connection.nextRequest(), 2, "no");
      scene.events.expect("state 4/5", "state 3/2", "membership lost 2");
      channel.sendMessage(scene.text("hello"), scene.events.answer("send"));
      scene.events.expect("send failed 5: not in channel room");
    }
  }

  @Test
  void unansweredRequestsAreSentAgainInOrder() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      for (String text : new String[] {"a", "b", "c"}) {
        scene.client.sendMessageToPeer("bob", scene.text(text), scene.events.answer(text));
      }
      Request first = connection.nextRequest();
      connection.ok(connection.nextRequest());
      scene.events.expect("b ok");
      Request third = connection.nextRequest();
      connection.close();
      scene.events.expect("state 4/5");
      scene.client.sendMessageToPeer("bob", scene.text("d"), scene.events.answer("d"));
      connection = scene.server.accept();
      connection.replyLogin(connection.nextRequest(), LoginReply.newBuilder().setResumed(true));
      assertThat(connection.nextRequest()).isEqualTo(first.toBuilder().setResent(true).build());
      assertThat(connection.nextRequest()).isEqualTo(third.toBuilder().setResent(true).build());
      Request fourth = connection.nextRequest();
      assertThat(fourth.getResent()).isFalse();
      connection.ok(fourth);
      connection.ok(first);
      connection.ok(third);
      scene.events.expect("state 3/2", "d ok", "a ok", "c ok");
    }
  }

  @Test
  void requestsTimeOutWhileTheConnectionIsLost() throws IOException {
    try (Scene scene = new Scene(50)) {
      FakeServer.Connection connection = scene.login();
      scene.server.close();
      connection.close();
      scene.events.expect("state 4/5");
      scene.client.sendMessageToPeer("bob", scene.text("hi"), scene.events.answer("send"));
      scene.events.expect("send failed 2: the connection is lost for 200 ms");
    }
  }

  @Test
  void silenceIsALossAndPingsPreventIt() throws IOException {
    try (Scene scene = new Scene()) {
      scene.client.login("token", "alice", null);
      FakeServer.Connection connection = scene.server.accept();
      connection.replyLogin(
          connection.nextRequest(),
          LoginReply.newBuilder().setTiming(FakeServer.Connection.timing(500, 3_000)));
      scene.events.expect("state 2/1", "state 3/2");
      for (int i = 0; i < 5; i++) {
        Request ping = connection.nextRequest();
        assertThat(ping.hasPing()).isTrue();
        connection.ok(ping);
      }
      assertThat(scene.events.rest()).isEmpty();
      scene.events.expect("state 4/5");
    }
  }

  @Test
  void expiredTokenWaitsForANewOne() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      connection.push(
          Push.newBuilder().setTokenWillExpire(TokenWillExpirePush.getDefaultInstance()));
      scene.events.expect("token will expire", "token privilege will expire");
      connection.close();
      connection = scene.server.accept();
      connection.refuse(connection.nextRequest(), 6, "over");
      scene.events.expect("state 4/5", "token expired");
      scene.client.renewToken("old too", scene.events.answer("renew"));
      connection = scene.server.accept();
      Request login = connection.nextRequest();
      assertThat(login.getLogin().getToken()).isEqualTo("old too");
      connection.refuse(login, 6, "over");
      scene.events.expect("renew failed 5: over", "token expired");
      scene.client.renewToken("fresh", scene.events.answer("renew"));
      connection = scene.server.accept();
      login = connection.nextRequest();
      assertThat(login.getLogin().getToken()).isEqualTo("fresh");
      connection.replyLogin(login, LoginReply.newBuilder().setResumed(true));
      Request renew = connection.nextRequest();
      assertThat(renew.getRenewToken().getToken()).isEqualTo("fresh");
      connection.ok(renew);
      scene.events.expect("state 3/2", "renew ok");
    }
  }

  @Test
  void renewedTokenIsTheOneToReturnWith() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.client.renewToken("refused", scene.events.answer("renew"));
      connection.refuse(connection.nextRequest(), 6, "forged");
      scene.client.renewToken("fresh", scene.events.answer("renew"));
      connection.ok(connection.nextRequest());
      scene.events.expect("renew failed 6: forged", "renew ok");
      scene.client.renewToken("unanswered", scene.events.answer("renew"));
      connection.nextRequest();
      connection.close();
      connection = scene.server.accept();
      assertThat(connection.nextRequest().getLogin().getToken()).isEqualTo("unanswered");
    }
  }

  @Test
  void otherRefusalsAreTriedAgain() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      connection.close();
      connection = scene.server.accept();
      connection.refuse(connection.nextRequest(), 10, "too often");
      scene.server.acceptLogin();
      scene.events.expect("state 4/5", "state 3/2");
    }
  }

  @Test
  void logoutEndsTheAttempts() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.server.close();
      connection.close();
      scene.events.expect("state 4/5");
      scene.client.logout(scene.events.answer("logout"));
      scene.events.expect("state 1/6", "logout ok");
    }
  }

  @Test
  void logoutIsNoLossOfWhatIsBeingRestored() throws IOException {
    try (Scene scene = new Scene()) {
      FakeServer.Connection connection = scene.login();
      scene.join(connection, "room");
      connection = scene.loseSession(connection);
      assertThat(connection.nextRequest().hasJoin()).isTrue();
      scene.client.logout(scene.events.answer("logout"));
      scene.events.expect("state 1/6");
    }
  }

  private static LoginReply.Builder resumed(RecoveryOutcome outcome) {
    ChannelRecovery.Builder recovery =
        ChannelRecovery.newBuilder().setChannelId("room").setOutcome(outcome).setEpoch(Scene.EPOCH);
    if (outcome == RecoveryOutcome.RECOVERY_OUTCOME_GAP) {
      recovery.setMissedFrom(11).setMissedTo(20);
    }
    return LoginReply.newBuilder().setResumed(true).addChannels(recovery);
  }
}
