package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Resume;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.Keep;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.e2e.WireClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who come to another server: with a new session, or with the one that they had. */
class TakeoverIT {
  private static final String ROOM = "room";

  private final List<AutoCloseable> opened = new ArrayList<>();
  private TwoServers servers;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    servers = new TwoServers(directory, Map.of("rates.login", "100/1s"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    servers.close();
  }

  private <T extends AutoCloseable> T opened(T thing) {
    opened.add(thing);
    return thing;
  }

  private SdkUser at(TestServer server, String userId) {
    return opened(SdkUser.login(userId, server.address()));
  }

  private static boolean has(TestServer server, String userId) {
    return server.server().sessions().find(new UserKey(TestServer.APP, userId)) != null;
  }

  @Test
  void aLoginElsewhereEndsTheSession() {
    SdkUser alice = at(servers.first(), "alice");
    RtmChannel room = alice.join(ROOM);
    SdkUser bob = at(servers.second(), "bob");
    bob.join(ROOM);
    bob.await("count 2");
    at(servers.second(), "alice");
    alice.await("state 5/8");
    bob.await("left alice");
    assertThat(has(servers.first(), "alice")).isFalse();
    assertThat(room.getId()).isEqualTo(ROOM);
  }

  @Test
  void aSessionGoesOnOnTheOtherServer() throws IOException {
    FaultProxy proxy = opened(new FaultProxy(servers.first().port()));
    SdkUser alice = opened(SdkUser.login("alice", proxy.address()));
    SdkUser bob = at(servers.first(), "bob");
    alice.join(ROOM);
    RtmChannel bobs = bob.join(ROOM);
    Answer.<Void>of(cb -> alice.client().subscribePeersOnlineStatus(Set.of("bob"), cb)).orFail();
    alice.await("presence {bob=0}");
    assertThat(SdkUser.await(bob.toChannel(bobs, "before"))).isZero();
    alice.await("channel bob: before");

    proxy.set(FaultProxy.Mode.REFUSE);
    alice.await("state 4/5");
    assertThat(SdkUser.await(bob.toChannel(bobs, "meanwhile"))).isZero();
    Answer.await(Keep.send(bob, "alice", "kept", Keep.both()));
    proxy.target(servers.second().port());
    proxy.set(FaultProxy.Mode.PASS);

    alice.await("channel bob: meanwhile");
    alice.await("peer bob: kept");
    assertThat(SdkUser.await(bob.toChannel(bobs, "after"))).isZero();
    alice.await("channel bob: after");
    assertThat(SdkUser.await(bob.toPeer("alice", "hello"))).isZero();
    assertThat(has(servers.second(), "alice")).isTrue();
    assertThat(has(servers.first(), "alice")).isFalse();
    assertThat(alice.events("channel"))
        .containsExactly("channel bob: before", "channel bob: meanwhile", "channel bob: after");
    assertThat(bob.events("left")).as("nobody noticed").isEmpty();
    assertThat(SdkUser.code(bob.client()::logout)).isZero();
    alice.await("presence {bob=2}");
  }

  private static Request.Builder resumeRequest(LoginReply login, long inboxOffset) {
    Request.Builder request = WireClient.loginRequest("alice");
    request
        .getLoginBuilder()
        .setResume(
            Resume.newBuilder()
                .setSessionId(login.getSessionId())
                .setSecret(login.getResumeSecret())
                .setInboxOffset(inboxOffset));
    return request;
  }

  @Test
  void whoseOldServerTakesALateLoginComesBackAllTheSame() {
    WireClient first = opened(WireClient.open(servers.first()));
    LoginReply login = first.loginReply("alice");
    first.join(ROOM);
    first.close();
    WireClient second = opened(WireClient.open(servers.second()));
    assertThat(second.call(resumeRequest(login, 0)).getLogin().getResumed()).isTrue();

    // An attempt that nobody waits for any more, at a server that was too slow.
    WireClient late = opened(WireClient.open(servers.first()));
    late.ask(resumeRequest(login, 0));
    assertThat(second.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE);
    late.close();

    WireClient third = opened(WireClient.open(servers.second()));
    assertThat(third.call(resumeRequest(login, 0)).toString()).contains("resumed: true");
    WireClient fourth = opened(WireClient.open(servers.first()));
    assertThat(fourth.call(resumeRequest(login, 0)).toString()).contains("resumed: true");
    assertThat(fourth.call(WireClient.toChannel(ROOM, "hello")).getCode()).isZero();
  }
}
