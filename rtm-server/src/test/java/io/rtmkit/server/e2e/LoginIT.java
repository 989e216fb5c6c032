package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.LoginReply;
import io.rtmkit.protocol.v1.LoginRequest;
import io.rtmkit.protocol.v1.RenewTokenRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.token.DynamicKey006;
import io.rtmkit.server.token.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Login over the wire: codes, tokens, takeover, rates. What tokens are worth is tested beside them.
 */
class LoginIT {
  private static final String CERTIFICATE = "5cfd2fd1755d40ecb72977518be15d3b";
  private static final String OTHER_CERTIFICATE = "00002fd1755d40ecb72977518be15d3b";
  private static final String OTHER_APP = "f".repeat(32);
  private static final long DAY_MS = Duration.ofHours(24).toMillis();

  private static final AtomicLong shiftMs = new AtomicLong();
  private static TestServer server;

  /** For budgets the time stands: none refills within a test. */
  @BeforeAll
  static void start() {
    Clock clock =
        new Clock() {
          @Override
          public long nanoTime() {
            return 1;
          }

          @Override
          public long currentTimeMillis() {
            return System.currentTimeMillis() + shiftMs.get();
          }
        };
    server = TestServer.startWithApp(CERTIFICATE, Map.of(), clock);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply login(String appId, String userId, String token) {
    try (WireClient client = WireClient.open(server)) {
      Reply reply = client.call(request(appId, userId, token));
      if (reply.getCode() != 0) {
        assertThat(reply.getReason()).isNotEmpty();
        assertThat(client.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_LOGIN_REFUSED);
      }
      return reply;
    }
  }

  private static Request.Builder request(String appId, String userId, String token) {
    return Request.newBuilder()
        .setLogin(LoginRequest.newBuilder().setAppId(appId).setUserId(userId).setToken(token));
  }

  private static String token(String certificate, String userId, long issuedAgoMs) {
    Instant issued = Instant.ofEpochMilli(System.currentTimeMillis() + shiftMs.get() - issuedAgoMs);
    return DynamicKey006.build(
        new TokenGrant(TestServer.APP, userId, issued, Duration.ofHours(24)), certificate, 42);
  }

  @Test
  void aGoodTokenLogsInAndTheReplyDrivesTheClient() {
    try (WireClient client = WireClient.open(server)) {
      Reply reply = client.call(request(TestServer.APP, "alice", token(CERTIFICATE, "alice", 0)));
      assertThat(reply.getCode()).as(reply.getReason()).isZero();
      LoginReply login = reply.getLogin();
      assertThat(login.getResumed()).isFalse();
      assertThat(login.getSessionId()).isNotEmpty();
      assertThat(login.getResumeSecret().size()).isEqualTo(16);
      assertThat(login.getTiming().getHeartbeatIntervalMs()).isEqualTo(2_500);
      assertThat(login.getTiming().getInterruptedAfterMs()).isEqualTo(4_000);
      assertThat(login.getTiming().getGraceMs()).isEqualTo(30_000);
      assertThat(login.getLimits().getMessageBytes()).isEqualTo(32 * 1024);
      assertThat(login.getLimits().getRequestsInFlight()).isEqualTo(256);
      assertThat(login.getLimits().getChannelsJoined()).isEqualTo(20);
    }
  }

  @Test
  void eachBadTokenGetsItsCode() {
    String good = token(CERTIFICATE, "bob", 0);
    assertThat(login(TestServer.APP, "bob", "").getCode()).isEqualTo(5);
    assertThat(login(TestServer.APP, "bob", "nonsense").getCode()).isEqualTo(5);
    assertThat(login(TestServer.APP, "bob", token(OTHER_CERTIFICATE, "bob", 0)).getCode())
        .isEqualTo(5);
    assertThat(login(TestServer.APP, "mallory", good).getCode()).isEqualTo(5);
    assertThat(
            login(TestServer.APP, "bob", good.substring(0, good.length() - 4) + "AAAA").getCode())
        .isEqualTo(5);
    assertThat(login(TestServer.APP, "bob", token(CERTIFICATE, "bob", DAY_MS + 120_000)).getCode())
        .isEqualTo(6);
    assertThat(login(OTHER_APP, "bob", good).getCode()).isEqualTo(4);
    assertThat(login("short", "bob", good).getCode()).isEqualTo(4);
    assertThat(login(TestServer.APP, "null", good).getCode()).isEqualTo(3);
    assertThat(login(TestServer.APP, "bob", "0".repeat(8193)).getCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"'',userId: is empty", "a*b,'*'", "null,null"})
  void aBadUserIdIsNamed(String userId, String said) {
    Reply reply = login(TestServer.APP, userId == null ? "null" : userId, "");
    assertThat(reply.getCode()).isEqualTo(3);
    assertThat(reply.getReason()).contains("userId", said == null ? "null" : said);
  }

  @Test
  void renewingATokenTakesGoodOnesOnly() {
    try (WireClient client = WireClient.open(server)) {
      client.call(request(TestServer.APP, "carol", token(CERTIFICATE, "carol", 0)));
      assertThat(renew(client, token(CERTIFICATE, "carol", 1_000)).getCode()).isZero();
      Reply refused = renew(client, token(CERTIFICATE, "dave", 0));
      assertThat(refused.getCode()).isEqualTo(6);
      assertThat(refused.getReason()).contains("token");
      Reply tooOften = renew(client, "x");
      assertThat(tooOften.getCode()).isEqualTo(4);
      assertThat(tooOften.getRetryAfterMs()).isEqualTo(501);
    }
    try (WireClient client = WireClient.open(server)) {
      client.call(request(TestServer.APP, "erin", token(CERTIFICATE, "erin", 0)));
      assertThat(renew(client, token(CERTIFICATE, "erin", DAY_MS + 120_000)).getCode())
          .isEqualTo(5);
    }
  }

  private static Reply renew(WireClient client, String token) {
    return client.call(
        Request.newBuilder().setRenewToken(RenewTokenRequest.newBuilder().setToken(token)));
  }

  @Test
  void aTokenNearItsEndIsAnnouncedAndTheSessionOutlivesIt() {
    try (WireClient client = WireClient.open(server)) {
      String nearEnd = token(CERTIFICATE, "frank", DAY_MS - 20_000);
      assertThat(client.call(request(TestServer.APP, "frank", nearEnd)).getCode()).isZero();
      assertThat(client.push().getTokenWillExpire().getExpiresInMs()).isBetween(1, 20_000);
      shiftMs.addAndGet(30_000);
      assertThat(client.call(WireClient.ping()).getCode()).isZero();
      shiftMs.addAndGet(120_000);
      assertThat(login(TestServer.APP, "frank", nearEnd).getCode()).isEqualTo(6);
    }
  }

  @Test
  void aThirdLoginInASecondIsTooOften() {
    String token = token(CERTIFICATE, "hasty", 0);
    assertThat(login(TestServer.APP, "hasty", token).getCode()).isZero();
    assertThat(login(TestServer.APP, "hasty", token).getCode()).isZero();
    Reply third = login(TestServer.APP, "hasty", token);
    assertThat(third.getCode()).isEqualTo(10);
    assertThat(third.getRetryAfterMs()).isEqualTo(501);
  }

  @Test
  void badTokensDoNotUseUpTheLoginsOfTheirVictim() {
    for (int i = 0; i < 5; i++) {
      assertThat(login(TestServer.APP, "victim", "forged").getCode()).isEqualTo(5);
    }
    assertThat(login(TestServer.APP, "victim", token(CERTIFICATE, "victim", 0)).getCode()).isZero();
  }

  @Test
  void aSecondLoginTakesTheUserOver() {
    try (WireClient first = WireClient.open(server);
        WireClient second = WireClient.open(server)) {
      String token = token(CERTIFICATE, "twin", 0);
      first.call(request(TestServer.APP, "twin", token));
      second.call(request(TestServer.APP, "twin", token));
      long before = System.nanoTime();
      assertThat(first.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_REMOTE_LOGIN);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
      assertThat(second.call(WireClient.ping()).getCode()).isZero();
    }
  }
}
