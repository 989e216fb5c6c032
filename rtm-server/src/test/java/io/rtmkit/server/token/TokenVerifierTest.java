package io.rtmkit.server.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.LoginError;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.TestKeys;
import io.rtmkit.server.config.TokenConfig;
import java.time.Duration;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every format, and the rules of 006 and 007. */
class TokenVerifierTest {
  private static final long ISSUED_MS = Tokens.ISSUED.toEpochMilli();
  private static final long END_MS = ISSUED_MS + Tokens.DAY.toMillis();
  private static final long NOW_MS = ISSUED_MS + 1000;
  private static final long LEEWAY_MS = 60_000;

  private final TokenVerifier verifier =
      new TokenVerifier(new TokenConfig(Duration.ofMillis(LEEWAY_MS), Duration.ofSeconds(30)));

  @ParameterizedTest
  @EnumSource
  void aGoodTokenSaysWhenItEnds(TokenFormat format) {
    assertThat(verify(format.build(Tokens.GRANT, Tokens.CERTIFICATE), NOW_MS))
        .isEqualTo(TokenVerdict.good(END_MS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "006", "a.b.c"})
  void anOpenAppTakesAnything(String token) {
    assertThat(verifier.verify(Tokens.APP_ID, null, Tokens.USER, token, NOW_MS))
        .isEqualTo(new TokenVerdict(0, "", TokenVerdict.NEVER));
    AppConfig open = AppConfig.open(Tokens.APP_ID);
    assertThat(verifier.verify(Tokens.APP_ID, open, Tokens.USER, token, NOW_MS).isGood()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'is empty, the app 970CA35de60c44645bbae8a215061b33 needs one'",
    "hello, 'is neither 006, 007 nor a JSON Web Token'",
    "008abc, 'is neither 006, 007 nor a JSON Web Token'",
    "006, is cut off",
    "006970CA35de60c44645bbae8a215061b33, is cut off",
    "006970CA35de60c44645bbae8a215061b33*, is not valid base64 after its first three characters",
    "007, is cut off",
    "007AAAA, is not compressed as it should be",
    "007eJ, is not valid base64 after its first three characters",
    "a.b.c, is no JSON Web Token",
    "'..', is no JSON Web Token",
  })
  void malformed(String token, String reason) {
    assertInvalid(verify(token, NOW_MS), reason);
  }

  @Test
  void aTokenThatIsTooLongIsNotRead() {
    String token = "006" + "A".repeat(Limits.TOKEN_BYTES);
    assertInvalid(verify(token, NOW_MS), "has 8195 characters, at most 8192 are allowed");
    assertInvalid(verify(token.substring(3), NOW_MS), "is neither 006, 007 nor a JSON Web Token");
  }

  @ParameterizedTest
  @EnumSource
  void forgedAndAnotherUsersGetOneAnswer(TokenFormat format) {
    String forged = format.build(Tokens.GRANT, Tokens.OTHER_CERTIFICATE);
    String others = format.build(Tokens.grantOf(Tokens.APP_ID, "other_user"), Tokens.CERTIFICATE);
    String reason =
        "signature does not match: made with another certificate, for another user id or altered";
    assertInvalid(verify(forged, NOW_MS), reason);
    assertThat(verify(others, NOW_MS)).isEqualTo(verify(forged, NOW_MS));
    // Expired does not help to tell them apart.
    assertThat(verify(others, END_MS * 2)).isEqualTo(verify(forged, END_MS * 2));
  }

  @ParameterizedTest
  @EnumSource
  void anotherAppsTokenIsInvalid(TokenFormat format) {
    TokenGrant grant = Tokens.grantOf(Tokens.OTHER_APP_ID, Tokens.USER);
    TokenVerdict verdict = verify(format.build(grant, Tokens.CERTIFICATE), NOW_MS);
    assertInvalid(
        verdict,
        format == TokenFormat.JWT
            ? "its claim 'app' is not the app id"
            : "is made for another app id");
  }

  @ParameterizedTest
  @EnumSource
  void theLeewayCountsAtTheEnd(TokenFormat format) {
    String token = format.build(Tokens.GRANT, Tokens.CERTIFICATE);
    assertThat(verify(token, END_MS + LEEWAY_MS - 1)).isEqualTo(TokenVerdict.good(END_MS));
    assertThat(verify(token, END_MS + LEEWAY_MS))
        .isEqualTo(
            new TokenVerdict(
                LoginError.LOGIN_ERR_TOKEN_EXPIRED_VALUE, "token: expired 60 seconds ago", END_MS));
  }

  @ParameterizedTest
  @CsvSource({
    "119, 119 seconds",
    "120, 2 minutes",
    "7199, 119 minutes",
    "7200, 2 hours",
    "172799, 47 hours",
    "172800, 2 days",
    "864000, 10 days"
  })
  void saysHowLongAgoATokenExpired(long seconds, String ago) {
    String token = DynamicKey007.build(Tokens.GRANT, Tokens.CERTIFICATE, 1);
    assertThat(verify(token, END_MS + seconds * 1000).reason())
        .isEqualTo("token: expired " + ago + " ago");
  }

  @Test
  void signedWithoutTheRightToLogIn() {
    int notAuthorized = LoginError.LOGIN_ERR_NOT_AUTHORIZED_VALUE;
    TokenVerdict expected =
        new TokenVerdict(notAuthorized, "token: has no right to log in", TokenVerdict.NEVER);
    assertThat(verify(custom006(Map.of(1, 5L)), NOW_MS)).isEqualTo(expected);
    assertThat(verify(custom006(Map.of()), NOW_MS)).isEqualTo(expected);
    PackedWriter noService = new PackedWriter().u16(0);
    assertThat(verify(custom007(noService), NOW_MS)).isEqualTo(expected);
    PackedWriter noLogin =
        new PackedWriter().u16(1).u16(2).privileges(Map.of()).string(Tokens.USER);
    assertThat(verify(custom007(noLogin), NOW_MS)).isEqualTo(expected);
    // What is over is over first.
    assertThat(verify(custom007(noService), END_MS * 2).loginError())
        .isEqualTo(LoginError.LOGIN_ERR_TOKEN_EXPIRED_VALUE);
  }

  @Test
  void the006PrivilegesEndDoesNotCount() {
    assertThat(verify(custom006(Map.of(1000, 5L)), NOW_MS)).isEqualTo(TokenVerdict.good(END_MS));
  }

  @Test
  void anAppWithoutCertificateTakesJsonWebTokensOnly() {
    AppConfig app = AppConfig.withPublicKey(Tokens.APP_ID, TestKeys.ec(256).getPublic());
    for (TokenFormat format : new TokenFormat[] {TokenFormat.V006, TokenFormat.V007}) {
      assertInvalid(
          verify(app, format.build(Tokens.GRANT, Tokens.CERTIFICATE), NOW_MS),
          "the app takes JSON Web Tokens only, it has no certificate");
    }
  }

  private TokenVerdict verify(String token, long now) {
    return verify(Tokens.APP, token, now);
  }

  private TokenVerdict verify(@Nullable AppConfig app, String token, long now) {
    return verifier.verify(Tokens.APP_ID, app, Tokens.USER, token, now);
  }

  private static void assertInvalid(TokenVerdict verdict, String reason) {
    assertThat(verdict)
        .isEqualTo(
            new TokenVerdict(
                LoginError.LOGIN_ERR_INVALID_TOKEN_VALUE, "token: " + reason, TokenVerdict.NEVER));
  }

  private static String custom006(Map<Integer, Long> privileges) {
    byte[] message = new PackedWriter().u32(1).u32(END_MS / 1000).privileges(privileges).toBytes();
    byte[] signed =
        new PackedWriter().raw(ascii(Tokens.APP_ID)).raw(ascii(Tokens.USER)).raw(message).toBytes();
    CRC32 crc = new CRC32();
    crc.update(ascii(Tokens.USER));
    byte[] content =
        new PackedWriter()
            .bytes(Hmac.sign(ascii(Tokens.CERTIFICATE), signed))
            .u32(crc.getValue())
            .u32(0)
            .bytes(message)
            .toBytes();
    return "006" + Tokens.APP_ID + Base64Text.encode(content);
  }

  private static String custom007(PackedWriter services) {
    byte[] body =
        new PackedWriter()
            .string(Tokens.APP_ID)
            .u32(ISSUED_MS / 1000)
            .u32(86_400)
            .u32(1)
            .raw(services.toBytes())
            .toBytes();
    byte[] issued = new PackedWriter().u32(ISSUED_MS / 1000).toBytes();
    byte[] salt = new PackedWriter().u32(1).toBytes();
    byte[] key = Hmac.sign(salt, Hmac.sign(issued, ascii(Tokens.CERTIFICATE)));
    byte[] content = new PackedWriter().bytes(Hmac.sign(key, body)).raw(body).toBytes();
    return "007" + Base64Text.encode(Zlib.deflate(content));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
