package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.RecoveryOutcome;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Resume;
import io.rtmkit.server.core.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Losing a connection and resuming the session, on the wire. */
class ResumeIT {
  private TestServer server;
  private WireClient alice;
  private WireClient bob;
  private LoginReply session;

  @BeforeEach
  void start() {
    server = TestServer.start(Map.of("rates.login", "100/1s")); // tests are in a hurry
    alice = WireClient.login(server, "alice");
    bob = WireClient.open(server);
    session = bob.loginReply("bob");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Request.Builder resume(
      LoginReply session, long inboxOffset, ChannelPosition... positions) {
    Resume.Builder resume =
        Resume.newBuilder()
            .setSessionId(session.getSessionId())
            .setSecret(session.getResumeSecret())
            .setInboxOffset(inboxOffset)
            .addAllChannels(List.of(positions));
    return Request.newBuilder()
        .setLogin(
            LoginRequest.newBuilder().setAppId(TestServer.APP).setUserId("bob").setResume(resume));
  }

  private ChannelPosition position(Reply join) {
    return ChannelPosition.newBuilder()
        .setChannelId("room")
        .setEpoch(join.getJoin().getEpoch())
        .setOffset(join.getJoin().getOffset())
        .build();
  }

  @Test
  void everythingMissedFollowsTheLoginReply() {
    alice.join("room");
    ChannelPosition seen = position(bob.join("room"));
    bob.close();
    long toPeer = alice.ask(WireClient.toPeer("bob", "peer"));
    alice.reply(alice.ask(WireClient.toChannel("room", "channel")));

    WireClient back = WireClient.open(server);
    LoginReply reply = back.call(resume(session, 0, seen)).getLogin();
    assertThat(reply.getResumed()).isTrue();
    assertThat(reply.getSessionId()).isEqualTo(session.getSessionId());
    assertThat(reply.getChannels(0).getOutcome())
        .isEqualTo(RecoveryOutcome.RECOVERY_OUTCOME_COMPLETE);
    Push first = back.push();
    assertThat(first.getInboxOffset()).isEqualTo(1);
    assertThat(first.getPeerMessage().getContent().getPayload())
        .isEqualTo(ByteString.copyFromUtf8("peer"));
    assertThat(back.push().getPublication().getOffset()).isEqualTo(seen.getOffset() + 1);
    back.ack(1);
    assertThat(alice.reply(toPeer).getCode()).isZero();
  }

  @Test
  void nobodySeesTheUserLeave() {
    alice.join("room");
    ChannelPosition seen = position(bob.join("room"));
    bob.close();
    WireClient back = WireClient.open(server);
    back.call(resume(session, 0, seen));
    back.call(WireClient.toChannel("room", "again here"));
    List<String> events = new ArrayList<>();
    while (!events.contains("MESSAGE")) {
      Push push = alice.push();
      if (push.hasPublication()) {
        events.add(push.getPublication().getEventCase().name());
      }
    }
    assertThat(events).containsExactly("JOINED", "MESSAGE");
  }

  @Test
  void aNewerConnectionTakesTheSessionFromAnOlderOne() {
    WireClient back = WireClient.open(server);
    assertThat(back.call(resume(session, 0)).getLogin().getResumed()).isTrue();
    assertThat(bob.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE);
    assertThat(back.call(WireClient.ping()).getCode()).isZero();
  }

  @Test
  void aWrongSecretDoesNotTouchTheSession() {
    LoginReply forged =
        session.toBuilder().setResumeSecret(ByteString.copyFrom(new byte[16])).build();
    WireClient mallory = WireClient.open(server);
    mallory.ask(resume(forged, 0));
    assertThat(mallory.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_REMOTE_LOGIN);
    assertThat(bob.call(WireClient.ping()).getCode()).isZero();
  }

  @Test
  void aClientThatWasDisplacedWhileAwayDoesNotFightBack() {
    bob.close();
    WireClient elsewhere = WireClient.login(server, "bob");
    WireClient back = WireClient.open(server);
    back.ask(resume(session, 0));
    assertThat(back.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_REMOTE_LOGIN);
    assertThat(elsewhere.call(WireClient.ping()).getCode()).isZero();
  }

  @Test
  void aClientWhoseNewSessionNeverReachedItMayTryAgain() {
    LoginReply lost = session.toBuilder().setSessionId("from before a restart").build();
    server.server().sessions().all().forEach(this::end);
    WireClient unlucky = WireClient.open(server);
    assertThat(unlucky.call(resume(lost, 0)).getLogin().getResumed()).isFalse();
    unlucky.close(); // as if that reply had been lost
    WireClient back = WireClient.open(server);
    assertThat(back.call(resume(lost, 0)).getLogin().getResumed()).isFalse();
    assertThat(back.call(WireClient.ping()).getCode()).isZero();
  }

  private void end(Session ended) {
    server.server().sessions().end(ended, CloseCode.CLOSE_CODE_HEARTBEAT_TIMEOUT, "test");
  }

  @Test
  void anotherUserCannotResumeASession() {
    Request.Builder request = resume(session, 0);
    request.getLoginBuilder().setUserId("mallory");
    WireClient mallory = WireClient.open(server);
    assertThat(mallory.call(request).getLogin().getResumed()).isFalse();
    assertThat(bob.call(WireClient.ping()).getCode()).isZero();
  }

  @Test
  void positionsThatLieGetAResetAndHurtNobody() {
    alice.join("room");
    ChannelPosition lie =
        ChannelPosition.newBuilder().setChannelId("room").setEpoch(1).setOffset(-1).build();
    WireClient back = WireClient.open(server);
    LoginReply reply = back.call(resume(session, Long.MAX_VALUE, lie)).getLogin();
    assertThat(reply.getResumed()).isTrue();
    assertThat(reply.getChannels(0).getOutcome()).isEqualTo(RecoveryOutcome.RECOVERY_OUTCOME_RESET);
  }

  @Test
  void aRequestSentAgainIsDoneOnce() {
    alice.join("room");
    ChannelPosition seen = position(bob.join("room"));
    Request.Builder message = WireClient.toChannel("room", "once");
    Reply first = bob.call(message.clone());
    bob.close();
    WireClient back = WireClient.open(server);
    back.call(resume(session, 0, seen));
    Reply second = back.call(message.clone().setResent(true));
    assertThat(second.getPublish()).isEqualTo(first.getPublish());
    assertThat(back.call(WireClient.joinRequest("room").setResent(true)).getCode()).isZero();
    assertThat(back.join("room").getCode()).isEqualTo(6);
  }
}
