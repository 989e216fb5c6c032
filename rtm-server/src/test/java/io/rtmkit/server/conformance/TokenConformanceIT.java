package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmClient;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.token.DynamicKey006;
import io.rtmkit.server.token.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens: at login, near their end, after it, and renewed. */
class TokenConformanceIT extends ConformanceCase {
  private static final String CERTIFICATE = "5cfd2fd1755d40ecb72977518be15d3b";
  private static final Duration LIFE = Duration.ofHours(24);

  @BeforeEach
  void start() {
    startServerWithApp(CERTIFICATE);
  }

  /** A token of this user that has some time left. */
  private String token(String userId, Duration left) {
    Instant issued = Instant.ofEpochMilli(clock.currentTimeMillis()).minus(LIFE).plus(left);
    return DynamicKey006.build(
        new TokenGrant(TestServer.APP, userId, issued, LIFE), CERTIFICATE, 42);
  }

  private static Answer<Void> renew(SdkUser user, String token) {
    return Answer.of(cb -> user.client().renewToken(token, cb));
  }

  @Test
  @Proves(Contract.LOGIN)
  void loginTakesAGoodTokenOfTheUserOnly() throws Exception {
    SdkUser alice = stranger("alice");
    alice.login(null).expectRefusal(5, "token");
    alice.login("nonsense").expectRefusal(5, "token");
    alice.login(token("bob", LIFE)).expectRefusal(5, "token");
    alice.login(token("alice", Duration.ofMinutes(-2))).expectRefusal(6, "token");
    assertThat(alice.login(token("alice", LIFE)).code()).isZero();

    RtmClient otherApp = RtmClient.createInstance("f".repeat(32), null);
    otherApp.setParameters("{\"rtm.server\":\"" + server().address() + "\"}");
    Answer.<Void>of(cb -> otherApp.login(token("alice", LIFE), "alice", cb))
        .expectRefusal(4, "appId");
    otherApp.release();
  }

  @Test
  @Proves(Contract.ON_TOKEN_WILL_EXPIRE)
  void theEndOfATokenIsAnnouncedThirtySecondsBefore() {
    SdkUser alice = stranger("alice");
    alice.login(token("alice", Duration.ofSeconds(60))).orFail();
    passInTouch(alice, Duration.ofSeconds(28));
    assertThat(alice.events("token")).isEmpty();
    passInTouch(alice, Duration.ofSeconds(2));
    alice.await("token willExpire");
    passInTouch(alice, Duration.ofSeconds(60)); // the session outlives its token
    assertThat(alice.events("token")).containsExactly("token willExpire");
    assertThat(alice.events("state")).containsExactly("state 2/1", "state 3/2");
  }

  @Test
  @Proves({Contract.RENEW_TOKEN, Contract.ON_TOKEN_WILL_EXPIRE})
  void aRenewedTokenIsAnnouncedAnew() {
    SdkUser alice = stranger("alice");
    alice.login(token("alice", Duration.ofSeconds(20))).orFail();
    alice.await("token willExpire");
    renew(alice, token("alice", Duration.ofSeconds(40))).orFail();
    passInTouch(alice, Duration.ofSeconds(8));
    assertThat(alice.events("token")).hasSize(1);
    passInTouch(alice, Duration.ofSeconds(2));
    alice.await(2, "token");
  }

  @Test
  @Proves(Contract.RENEW_TOKEN)
  void renewingTakesGoodTokensTwiceASecondWhileLoggedIn() {
    SdkUser alice = stranger("alice");
    renew(alice, token("alice", LIFE)).expectRefusal(102);
    alice.login(token("alice", LIFE)).orFail();
    renew(alice, token("bob", LIFE)).expectRefusal(6, "token");
    renew(alice, token("alice", Duration.ofMinutes(-2))).expectRefusal(5, "token");
    renew(alice, token("alice", LIFE)).expectRefusal(4, "too often", "2/1s");
    pass(Duration.ofSeconds(1));
    renew(alice, token("alice", LIFE)).orFail();
    renew(alice, "t".repeat(8 * 1024 + 1)).expectRefusal(2, "token", "8192");
    alice.close();
    renew(alice, token("alice", LIFE)).expectRefusal(101);
  }

  @Test
  @Proves({Contract.RENEW_TOKEN, Contract.ON_TOKEN_DID_EXPIRE})
  void aTokenThatEndedIsToldWhileReconnectingAndANewOneBringsTheClientBack() {
    FaultProxy proxy = opened(new FaultProxy(server().port()));
    SdkUser alice = opened(new SdkUser("alice", proxy.address()));
    alice.login(token("alice", Duration.ofSeconds(60))).orFail();
    lose(alice, proxy);
    pass(Duration.ofMinutes(3));
    proxy.set(FaultProxy.Mode.PASS);
    alice.await("token expired");
    assertThat(alice.events("state")).endsWith("state 4/5");
    renew(alice, token("alice", LIFE)).orFail();
    alice.await(4, "state");
    assertThat(alice.events("state")).endsWith("state 4/5", "state 3/2");
    assertThat(alice.events("token")).containsOnlyOnce("token expired");
  }

  /** Lets time pass in which the client stays in touch. */
  private void passInTouch(SdkUser user, Duration duration) {
    for (long left = duration.toSeconds(); left > 0; left -= 2) {
      pass(Duration.ofSeconds(2));
      assertThat(SdkUser.await(user.toPeer("nobody", "still there"))).isEqualTo(3);
    }
  }
}
