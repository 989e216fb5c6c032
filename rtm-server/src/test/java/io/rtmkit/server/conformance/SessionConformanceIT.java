package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmClient;
import io.rtmkit.server.core.session.Bans;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.e2e.WireClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client itself: its making, login, logout, connection, parameters and log. */
class SessionConformanceIT extends ConformanceCase {
  private static Answer<Void> login(RtmClient client, String token, String userId) {
    return Answer.of(cb -> client.login(token, userId, cb));
  }

  @Test
  @Proves({Contract.CREATE_INSTANCE, Contract.SET_CALL_BACK})
  void aClientNeedsAnAppIdOf32CharactersAndTellsItsListener() throws Exception {
    RtmClient.createInstance("a".repeat(32), null).release();
    RtmClient.createInstance(new Object(), "a".repeat(32), null).release();
    for (String bad : new String[] {"a".repeat(31), "a".repeat(33), "", "a b".repeat(11) + "a"}) {
      assertThatThrownBy(() -> RtmClient.createInstance(bad, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("appId");
    }
    SdkUser alice = user("alice");
    assertThat(alice.events("state")).containsExactly("state 2/1", "state 3/2");
  }

  @Test
  @Proves({Contract.LOGIN, Contract.ON_CONNECTION_STATE_CHANGED})
  void loginSucceedsWithOrWithoutAToken() {
    for (String token : new String[] {null, "", "anything"}) {
      SdkUser alice = stranger("alice" + token);
      assertThat(alice.login(token).code()).isZero();
      assertThat(alice.events("state")).containsExactly("state 2/1", "state 3/2");
    }
  }

  @Test
  @Proves(Contract.LOGIN)
  void aUserIdHas64BytesAtMostOfTheRightCharacters() {
    SdkUser client = stranger("client");
    login(client.client(), null, "u".repeat(65)).expectRefusal(3, "userId", "65", "64");
    login(client.client(), null, "").expectRefusal(3, "userId", "empty");
    login(client.client(), null, null).expectRefusal(3, "userId");
    login(client.client(), null, "null").expectRefusal(3, "userId", "null");
    login(client.client(), null, "a*b").expectRefusal(3, "userId", "*");
    login(client.client(), "t".repeat(8 * 1024 + 1), "bob").expectRefusal(3, "token", "8192");
    assertThat(login(client.client(), null, "u".repeat(64)).code()).isZero();
  }

  @Test
  @Proves({Contract.LOGIN, Contract.ON_CONNECTION_STATE_CHANGED})
  void aSecondLoginIsTooLateUntilLogout() {
    SdkUser alice = stranger("alice");
    alice.client().login(null, "alice", null);
    alice.login(null).expectRefusal(8, "log out"); // logging in
    alice.await("state 3/2");
    alice.login(null).expectRefusal(8, "log out");
    try (SdkUser other = SdkUser.login("alice", server().address())) {
      alice.await("state 5/8");
      alice.login(null).expectRefusal(8, "log out");
      assertThat(other.events("state")).containsExactly("state 2/1", "state 3/2");
    }
    assertThat(SdkUser.code(alice.client()::logout)).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(alice.login()).isZero();
  }

  @Test
  @Proves({Contract.LOGIN, Contract.ON_CONNECTION_STATE_CHANGED})
  void theThirdLoginInASecondIsTooOften() {
    for (int i = 0; i < 2; i++) {
      SdkUser alice = stranger("alice");
      assertThat(alice.login()).isZero();
      alice.close();
    }
    SdkUser alice = stranger("alice");
    alice.login(null).expectRefusal(10, "too often", "2/1s", "501 ms");
    assertThat(alice.events("state")).containsExactly("state 2/1", "state 1/3");
    pass(Duration.ofMillis(500));
    assertThat(alice.login()).isZero();
  }

  @Test
  @Proves({Contract.LOGIN, Contract.ON_CONNECTION_STATE_CHANGED})
  void aServerThatSaysNothingIsGivenUpAfterSixSeconds() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SdkUser alice = new SdkUser("alice", "rtm://127.0.0.1:" + mute.getLocalPort())) {
      long start = System.nanoTime();
      alice.login(null).expectRefusal(9);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(5_900), Duration.ofSeconds(27));
      assertThat(alice.events("state")).containsExactly("state 2/1", "state 1/4");
    }
  }

  @Test
  @Proves({Contract.LOGIN, Contract.KICK_AND_BAN, Contract.ON_CONNECTION_STATE_CHANGED})
  void aBanEndsTheSessionAndKeepsTheUserOutForItsTime() {
    SdkUser mallory = userAt(server().address(), "mallory");
    UserKey key = new UserKey(TestServer.APP, "mallory");
    Bans.ban(server().server().moderation(), key, Duration.ofMinutes(1), "spam");
    mallory.await("state 5/7");
    assertThat(SdkUser.await(mallory.toPeer("mallory", "?"))).isEqualTo(102);
    assertThat(SdkUser.code(mallory.client()::logout)).isZero();
    pass(Duration.ofSeconds(59));
    mallory.login(null).expectRefusal(2, "banned", "spam");
    pass(Duration.ofSeconds(1));
    assertThat(mallory.login()).isZero();
  }

  @Test
  @Proves({Contract.KICK_AND_BAN, Contract.ON_CONNECTION_STATE_CHANGED})
  void aBanWithoutEndLastsUntilItIsTakenBack() {
    SdkUser mallory = userAt(server().address(), "mallory");
    UserKey key = new UserKey(TestServer.APP, "mallory");
    Bans.banForEver(server().server().moderation(), key, "spam");
    mallory.await("state 5/7");
    assertThat(SdkUser.code(mallory.client()::logout)).isZero();
    pass(Duration.ofHours(1));
    mallory.login(null).expectRefusal(2, "banned", "spam");
    assertThat(Bans.unban(server().server().moderation(), key)).isTrue();
    assertThat(mallory.login()).isZero();
  }

  @Test
  @Proves({Contract.KICK_AND_BAN, Contract.ON_CONNECTION_STATE_CHANGED})
  void whoIsKickedMayLogInAgain() {
    SdkUser mallory = userAt(server().address(), "mallory");
    UserKey key = new UserKey(TestServer.APP, "mallory");
    assertThat(server().server().moderation().kick(key, "off you go")).isTrue();
    mallory.await("state 5/7");
    assertThat(SdkUser.code(mallory.client()::logout)).isZero();
    assertThat(mallory.login()).isZero();
  }

  @Test
  @Proves({Contract.LOGOUT, Contract.ON_CONNECTION_STATE_CHANGED})
  void logoutIsHarmlessWithoutLoginAndEndsASession() {
    SdkUser alice = stranger("alice");
    alice.client().logout(null);
    Answer.of(alice.client()::logout).expectRefusal(102);
    assertThat(alice.login()).isZero();
    assertThat(SdkUser.code(alice.client()::logout)).isZero();
    assertThat(alice.events("state")).containsExactly("state 2/1", "state 3/2", "state 1/6");
    Answer.of(alice.client()::logout).expectRefusal(102);
  }

  @Test
  @Proves(Contract.RELEASE)
  void releaseEndsEverythingAlsoFromACallback() {
    SdkUser bob = user("bob");
    SdkUser alice = userAt(server().address(), "alice");
    bob.join("room");
    alice.join("room");
    Consumer<ResultCallback<Void>> logout = alice.client()::logout;
    alice
        .client()
        .sendMessageToPeer(
            "bob",
            alice.client().createMessage("bye"),
            new ResultCallback<>() {
              @Override
              public void onSuccess(Void nothing) {
                alice.client().release();
                alice.client().release();
              }

              @Override
              public void onFailure(ErrorInfo error) {}
            });
    bob.await("left alice");
    Answer.of(logout).expectRefusal(101, "release");
    login(alice.client(), null, "alice").expectRefusal(101, "release");
  }

  @Test
  @Proves(Contract.ON_CONNECTION_STATE_CHANGED)
  void aLostConnectionIsReconnecting() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = userAt(proxy.address(), "alice");
    lose(alice, proxy);
    proxy.set(FaultProxy.Mode.PASS);
    alice.await(4, "state");
    assertThat(alice.events("state"))
        .containsExactly("state 2/1", "state 3/2", "state 4/5", "state 3/2");
  }

  @Test
  @Proves(Contract.SET_PARAMETERS)
  void parametersChooseTheServer() throws Exception {
    try (WireClient probe = WireClient.open(server())) {
      assertThat(probe.call(WireClient.ping()).getCode()).isZero();
    }
    RtmClient client = RtmClient.createInstance(TestServer.APP, null);
    assertThat(client.setParameters("{\"rtm.log_filter\": 65535}")).isZero();
    assertThat(client.setParameters("no json")).isEqualTo(1);
    assertThat(client.setParameters("{\"rtm.server\":\"http://x\"}")).isEqualTo(1);
    String anyRtc =
        "{\"Cmd\":\"ConfPriCloudAddr\",\"ServerAdd\":\"127.0.0.1\",\"Port\":"
            + server().port()
            + "}";
    assertThat(client.setParameters(anyRtc)).isZero();
    assertThat(login(client, null, "alice").code()).isZero();
    client.release();
  }

  @Test
  @Proves({Contract.SET_LOG_FILE, Contract.SET_LOG_FILTER, Contract.SET_LOG_FILE_SIZE})
  void theLogGoesToItsFileAsFarAsItsFilterAndSizeLet(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rtm.log");
    SdkUser alice = stranger("alice");
    RtmClient client = alice.client();
    assertThat(client.setLogFile(folder.resolve("missing/rtm.log").toString())).isEqualTo(1);
    assertThat(client.setLogFile(file.toString())).isZero();
    assertThat(client.setLogFileSize(511)).isZero(); // ignored, and said so
    assertThat(client.setLogFileSize(10_241)).isZero();
    assertThat(client.setLogFileSize(512)).isZero();
    assertThat(client.setLogFileSize(10_240)).isZero();
    assertThat(alice.login()).isZero();
    String log = Files.readString(file);
    assertThat(log).contains("511 KB", "10241 KB").doesNotContain("512 KB", "10240 KB");
    assertThat(client.setLogFilter(RtmClient.LOG_FILTER_OFF)).isZero();
    long size = Files.size(file);
    assertThat(SdkUser.code(client::logout)).isZero();
    assertThat(Files.size(file)).isEqualTo(size);
  }
}
