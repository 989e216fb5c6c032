package io.rtmkit.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.TestKeys;
import io.rtmkit.server.config.TokenConfig;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Web Tokens: claims, times, and which algorithm an app takes. */
class JsonWebTokenTest {
  private static final KeyPair RSA = TestKeys.rsa(2048);
  private static final KeyPair EC = TestKeys.ec(256);
  private static final Algorithm RS256 =
      Algorithm.RSA256((RSAPublicKey) RSA.getPublic(), (RSAPrivateKey) RSA.getPrivate());
  private static final Algorithm ES256 =
      Algorithm.ECDSA256((ECPublicKey) EC.getPublic(), (ECPrivateKey) EC.getPrivate());
  private static final Algorithm HS256 = Algorithm.HMAC256(Tokens.CERTIFICATE);
  private static final AppConfig RSA_APP = AppConfig.withPublicKey(Tokens.APP_ID, RSA.getPublic());
  private static final AppConfig EC_APP = AppConfig.withPublicKey(Tokens.APP_ID, EC.getPublic());
  private static final Instant NOW = Tokens.ISSUED;
  private static final String NO_KEY =
      "token: is signed with an algorithm that the app has no key for (HS256 needs a certificate,"
          + " RS256 and ES256 a public key)";
  private static final String NOT_GENUINE =
      "token: signature does not match: made with another certificate, for another user id or"
          + " altered";

  private final TokenVerifier verifier =
      new TokenVerifier(new TokenConfig(Duration.ofSeconds(60), Duration.ofSeconds(30)));

  @Test
  void eachKeyTakesItsAlgorithm() {
    TokenVerdict good = TokenVerdict.good(NOW.plusSeconds(60).toEpochMilli());
    assertThat(verify(Tokens.APP, claims().sign(HS256))).isEqualTo(good);
    assertThat(verify(RSA_APP, claims().sign(RS256))).isEqualTo(good);
    assertThat(verify(EC_APP, claims().sign(ES256))).isEqualTo(good);
    AppConfig both = new AppConfig(Tokens.APP_ID, Tokens.CERTIFICATE, RSA.getPublic());
    assertThat(verify(both, claims().sign(HS256))).isEqualTo(good);
    assertThat(verify(both, claims().sign(RS256))).isEqualTo(good);
  }

  @Test
  void noKeyTakesAnotherAlgorithm() {
    assertReason(Tokens.APP, claims().sign(RS256), NO_KEY);
    assertReason(RSA_APP, claims().sign(HS256), NO_KEY);
    assertReason(RSA_APP, claims().sign(ES256), NO_KEY);
    assertReason(EC_APP, claims().sign(RS256), NO_KEY);
    assertReason(Tokens.APP, claims().sign(Algorithm.HMAC512(Tokens.CERTIFICATE)), NO_KEY);
    assertReason(Tokens.APP, claims().sign(Algorithm.none()), NO_KEY);
    assertReason(RSA_APP, claims().sign(Algorithm.none()), NO_KEY);
  }

  @Test
  void aPublicKeyIsNoSecret() {
    String pem = TestKeys.pem(RSA.getPublic());
    assertReason(RSA_APP, claims().sign(Algorithm.HMAC256(pem)), NO_KEY);
    AppConfig both = new AppConfig(Tokens.APP_ID, Tokens.CERTIFICATE, RSA.getPublic());
    assertReason(both, claims().sign(Algorithm.HMAC256(pem)), NOT_GENUINE);
    Algorithm der = Algorithm.HMAC256(RSA.getPublic().getEncoded());
    assertReason(both, claims().sign(der), NOT_GENUINE);
  }

  @Test
  void anotherKeyPairIsForged() {
    KeyPair other = TestKeys.ec(256);
    Algorithm forger =
        Algorithm.ECDSA256((ECPublicKey) other.getPublic(), (ECPrivateKey) other.getPrivate());
    assertReason(EC_APP, claims().sign(forger), NOT_GENUINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'alg':1}", "{'alg':null}", "{'alg':'hs256'}", "{'alg':'HS256 '}"})
  void oddHeaders(String header) {
    String token = claims().sign(HS256);
    String[] parts = token.split("\\.", -1);
    assertThat(verify(Tokens.APP, encode(header) + "." + parts[1] + "." + parts[2]).loginError())
        .isEqualTo(5);
  }

  @Test
  void criticalExtensionsAreNotUnderstood() {
    String token = claims().withHeader(Map.of("crit", new String[] {"b64"})).sign(HS256);
    assertReason(Tokens.APP, token, "token: demands extensions (crit) that are not known here");
  }

  @Test
  void theClaimsMustBeThere() {
    JWTCreator.Builder noApp =
        JWT.create().withSubject(Tokens.USER).withExpiresAt(NOW.plusSeconds(60));
    assertReason(Tokens.APP, noApp.sign(HS256), "token: its claim 'app' is not the app id");
    JWTCreator.Builder otherApp = claims().withClaim("app", Tokens.OTHER_APP_ID);
    assertReason(Tokens.APP, otherApp.sign(HS256), "token: its claim 'app' is not the app id");
    JWTCreator.Builder appIsNumber = claims().withClaim("app", 5);
    assertReason(Tokens.APP, appIsNumber.sign(HS256), "token: its claim 'app' is not the app id");
    JWTCreator.Builder noUser =
        JWT.create().withClaim("app", Tokens.APP_ID).withExpiresAt(NOW.plusSeconds(60));
    assertReason(Tokens.APP, noUser.sign(HS256), NOT_GENUINE);
    JWTCreator.Builder noEnd =
        JWT.create().withClaim("app", Tokens.APP_ID).withSubject(Tokens.USER);
    String reason = "token: has no claim 'exp' with a time in seconds";
    assertReason(Tokens.APP, noEnd.sign(HS256), reason);
  }

  @Test
  void theStartIsHonouredWithLeeway() {
    assertThat(verify(Tokens.APP, claims().withNotBefore(NOW.plusSeconds(60)).sign(HS256)).isGood())
        .isTrue();
    String notYet = "token: is not valid yet";
    assertReason(Tokens.APP, claims().withNotBefore(NOW.plusSeconds(61)).sign(HS256), notYet);
    assertReason(Tokens.APP, claims().withIssuedAt(NOW.plusSeconds(61)).sign(HS256), notYet);
    String issuedOnly = claims().withIssuedAt(NOW.minusSeconds(9)).sign(HS256);
    assertThat(verify(Tokens.APP, issuedOnly).isGood()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999999999999", "9223372036854775", "9223372036854775807", "1e30"})
  void endsFarAwayDoNotWrapAround(String exp) {
    assertThat(verify(Tokens.APP, withRawEnd(exp)).loginError()).isIn(0, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "-9223372036854775808", "1.5"})
  void endsLongAgoAreOver(String exp) {
    assertThat(verify(Tokens.APP, withRawEnd(exp)).loginError()).isIn(5, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'soon'", "null", "[]", "{}", "true"})
  void endsThatAreNoTimesAreInvalid(String exp) {
    assertThat(verify(Tokens.APP, withRawEnd(exp)).loginError()).isEqualTo(5);
  }

  private static JWTCreator.Builder claims() {
    return JWT.create()
        .withClaim("app", Tokens.APP_ID)
        .withSubject(Tokens.USER)
        .withExpiresAt(NOW.plusSeconds(60));
  }

  private static String withRawEnd(String exp) {
    String signed =
        encode("{'alg':'HS256'}")
            + "."
            + encode("{'app':'%s','sub':'%s','exp':%s}".formatted(Tokens.APP_ID, Tokens.USER, exp));
    byte[] signature =
        Hmac.sign(
            Tokens.CERTIFICATE.getBytes(StandardCharsets.UTF_8),
            signed.getBytes(StandardCharsets.UTF_8));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String encode(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private TokenVerdict verify(AppConfig app, String token) {
    return verifier.verify(Tokens.APP_ID, app, Tokens.USER, token, NOW.toEpochMilli());
  }

  private void assertReason(AppConfig app, String token, String reason) {
    assertThat(verify(app, token)).isEqualTo(new TokenVerdict(5, reason, TokenVerdict.NEVER));
  }
}
