package io.rtmkit.server.e2e;

import static io.rtmkit.protocol.v1.CloseCode.CLOSE_CODE_LOGIN_REFUSED;
import static io.rtmkit.protocol.v1.CloseCode.CLOSE_CODE_LOGIN_TIMEOUT;
import static io.rtmkit.protocol.v1.CloseCode.CLOSE_CODE_PROTOCOL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.LogoutRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import org.junit.jupiter.api.Test;

/** Frames at the wrong time or of the wrong kind: each gets its code. */
class HostileClientIT extends Bystanders {
  @Test
  void pingsDoNotReplaceALogin() {
    WireClient mallory = WireClient.open(server);
    assertThat(mallory.call(WireClient.ping()).getCode()).isZero();
    assertThat(mallory.call(WireClient.ping()).getCode()).isZero();
    expectClose(mallory, CLOSE_CODE_LOGIN_TIMEOUT);
  }

  @Test
  void aClientThatSendsReplies() {
    WireClient mallory = WireClient.login(server, "replies");
    expectClose(
        mallory.send(Envelope.newBuilder().setReply(Reply.getDefaultInstance()).build()),
        CLOSE_CODE_PROTOCOL_ERROR);
  }

  @Test
  void requestsBeforeLoginAreRefusedOneByOne() {
    WireClient mallory = WireClient.open(server);
    Reply reply = mallory.call(WireClient.toPeer("alice", "x"));
    assertThat(reply.getCode()).isEqualTo(102);
    assertThat(reply.getReason()).contains("not logged in");
    assertThat(mallory.join("room").getCode()).isEqualTo(102);
    mallory.close();
  }

  @Test
  void aRequestOfTheFutureIsAnsweredAndNothingElse() {
    WireClient client = WireClient.login(server, "future");
    Reply reply = client.call(Request.newBuilder());
    assertThat(reply.getCode()).isEqualTo(1);
    assertThat(reply.getReason()).contains("does not know");
    assertThat(client.call(WireClient.ping()).getCode()).isZero();
    client.close();
  }

  @Test
  void aSecondLoginOnOneConnectionIsRefusedAndTheFirstGoesOn() {
    WireClient client = WireClient.login(server, "twice");
    assertThat(client.call(WireClient.loginRequest("other")).getCode()).isEqualTo(8);
    assertThat(client.call(WireClient.ping()).getCode()).isZero();
    client.close();
  }

  @Test
  void badIdsInALogin() {
    WireClient mallory = WireClient.open(server);
    Reply reply = mallory.call(WireClient.loginRequest("white*star"));
    assertThat(reply.getCode()).isEqualTo(3);
    assertThat(reply.getReason()).contains("userId", "'*'");
    expectClose(mallory, CLOSE_CODE_LOGIN_REFUSED);
  }

  @Test
  void forgedAcksChangeNothing() {
    WireClient mallory = WireClient.login(server, "forger");
    mallory.ack(Long.MAX_VALUE);
    mallory.ack(-1);
    assertThat(mallory.call(WireClient.ping()).getCode()).isZero();
    mallory.close();
  }

  @Test
  void afterLogoutTheConnectionEnds() {
    WireClient client = WireClient.login(server, "leaver");
    Reply reply = client.call(Request.newBuilder().setLogout(LogoutRequest.getDefaultInstance()));
    assertThat(reply.getCode()).isZero();
    expectClose(client, CloseCode.CLOSE_CODE_LOGGED_OUT);
  }
}
