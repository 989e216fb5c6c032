package io.rtmkit.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rtmkit.server.app.AppKey;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.Rate;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.token.TokenFormat;
import io.rtmkit.server.token.TokenGrant;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in to which route, with which credentials, and how often. */
class GateTest {
  private static final String OPERATOR_KEY = "the key of the operator";
  private static final String OTHER_APP = "00000000000000000000000000000000";

  @TempDir private Path directory;
  private final ManualClock clock = new ManualClock();
  private Apps apps;
  private AppConfig app;
  private AppKey.Created key;
  private Gate gate;

  @BeforeEach
  void start() throws IOException {
    apps = Apps.open(ServerConfig.defaultsWith(Map.of("dev-mode", "off")), directory, clock);
    app = apps.create().join();
    key = apps.createKey(app.id(), "billing").join();
    gate = gate("1000/1s");
  }

  private Gate gate(String rate) {
    return new Gate(new Authenticator(OPERATOR_KEY, apps, clock), apps, Rate.parse(rate), clock);
  }

  private static HttpServerExchange request(String... headers) {
    return requestFrom("10.0.0.1", headers);
  }

  private static HttpServerExchange requestFrom(String address, String... headers) {
    HttpServerExchange exchange = new HttpServerExchange(null);
    exchange.setSourceAddress(new InetSocketAddress(address, 1));
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getRequestHeaders().put(new HttpString(headers[i]), headers[i + 1]);
    }
    return exchange;
  }

  private static String basic(String id, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
  }

  private HttpServerExchange withKey() {
    return request("Authorization", basic(key.key().id(), key.secret()));
  }

  private static HttpServerExchange operator() {
    return request("Authorization", "Bearer " + OPERATOR_KEY);
  }

  private String token(String userId) {
    TokenGrant grant =
        new TokenGrant(
            app.id(), userId, Instant.ofEpochMilli(clock.currentTimeMillis()), Duration.ofHours(1));
    return TokenFormat.V007.build(grant, app.certificate());
  }

  private HttpServerExchange withToken(String userId) {
    return request("x-rtm-token", token(userId), "x-rtm-uid", userId);
  }

  private Caller admit(HttpServerExchange exchange, Access access) {
    return gate.admit(exchange, access, Map.of("app", app.id()));
  }

  private void expectRefusal(HttpServerExchange exchange, Access access, int status, String said) {
    expectRefusal(exchange, access, Map.of("app", app.id()), status, said);
  }

  private void expectRefusal(
      HttpServerExchange exchange,
      Access access,
      Map<String, String> path,
      int status,
      String said) {
    ApiException refusal =
        catchThrowableOfType(ApiException.class, () -> gate.admit(exchange, access, path));
    assertThat(refusal).as("refused").isNotNull();
    assertThat(refusal.status()).as(refusal.detail()).isEqualTo(status);
    assertThat(refusal.detail()).contains(said);
  }

  @Test
  void theOperatorMayDoEverythingHoweverTheKeyIsShown() {
    for (Access access : Access.values()) {
      assertThat(admit(operator(), access)).isEqualTo(new Caller.Operator());
    }
    assertThat(admit(request("Authorization", basic("operator", OPERATOR_KEY)), Access.OPERATOR))
        .isEqualTo(new Caller.Operator());
  }

  @Test
  void aBackEndDoesWhatConcernsItsApp() {
    Caller backEnd = new Caller.BackEndKey(app.id(), key.key().id());
    assertThat(admit(withKey(), Access.APP)).isEqualTo(backEnd);
    assertThat(admit(withKey(), Access.APP_OR_USER)).isEqualTo(backEnd);
    expectRefusal(withKey(), Access.OPERATOR, 403, "only the operator's key");
    expectRefusal(withKey(), Access.APP, Map.of("app", OTHER_APP), 403, "not of this app");
    expectRefusal(withKey(), Access.APP, Map.of(), 403, "not of this app");
  }

  @ParameterizedTest
  @CsvSource({"x-agora-token, x-agora-uid", "x-ar-token, x-ar-uid", "x-rtm-token, x-rtm-uid"})
  void aUsersTokenOpensWhatIsForUsers(String tokenHeader, String userHeader) {
    HttpServerExchange alice = request(tokenHeader, token("alice"), userHeader, "alice");
    assertThat(admit(alice, Access.APP_OR_USER)).isEqualTo(new Caller.TokenUser(app.id(), "alice"));
    expectRefusal(alice, Access.APP, 403, "a user's token");
    expectRefusal(alice, Access.OPERATOR, 403, "only the operator's key");
  }

  @Test
  void aTokenIsGoodForItsUserItsAppAndItsTime() {
    HttpServerExchange mallory = request("x-rtm-token", token("alice"), "x-rtm-uid", "mallory");
    expectRefusal(mallory, Access.APP_OR_USER, 401, "wrong");
    expectRefusal(
        request("x-rtm-token", token("alice")), Access.APP_OR_USER, 401, "wrong"); // no user
    expectRefusal(withToken("alice"), Access.APP_OR_USER, Map.of("app", OTHER_APP), 401, "wrong");
    HttpServerExchange early = withToken("alice");
    clock.advance(Duration.ofHours(2));
    expectRefusal(early, Access.APP_OR_USER, 401, "wrong");
  }

  @Test
  void aTokenOpensNothingWhereAnyTokenWouldDo() throws IOException {
    Apps open =
        Apps.open(
            ServerConfig.defaultsWith(Map.of("dev-mode", "on")), directory.resolve("dev"), clock);
    gate = new Gate(new Authenticator(OPERATOR_KEY, open, clock), open, Rate.parse("10/1s"), clock);
    Map<String, String> path = Map.of("app", OTHER_APP);
    HttpServerExchange alice = request("x-rtm-token", "anything", "x-rtm-uid", "alice");
    expectRefusal(alice, Access.APP_OR_USER, path, 401, "wrong");
    assertThat(gate.admit(operator(), Access.APP, path)).isEqualTo(new Caller.Operator());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer ",
        "bearer the key of the operator",
        "Basic !!!",
        "Basic bm8gY29sb24=", // "no colon"
        "Basic b3BlcmF0b3I6d3Jvbmc=", // "operator:wrong"
        "Digest x"
      })
  void whatIsWrongOpensNothing(String authorization) {
    expectRefusal(request("Authorization", authorization), Access.APP, 401, "wrong");
  }

  @Test
  void withoutCredentialsNothingIsGuessed() {
    for (int i = 0; i < 20; i++) {
      expectRefusal(request(), Access.APP, 401, "no credentials");
    }
    assertThat(admit(operator(), Access.APP)).isNotNull();
  }

  @Test
  void aWrongSecretOfAGoodKeyIsWrong() {
    expectRefusal(
        request("Authorization", basic(key.key().id(), "guess")), Access.APP, 401, "wrong");
    assertThat(apps.removeKey(app.id(), key.key().id()).join()).isTrue();
    expectRefusal(withKey(), Access.APP, 401, "wrong");
  }

  @Test
  void whoGuessesIsStoppedByAddressForAWhile() {
    String[] guess = {"Authorization", "Bearer guess"};
    for (int i = 0; i < 10; i++) {
      expectRefusal(requestFrom("10.0.0.2", guess), Access.APP, 401, "wrong");
    }
    expectRefusal(requestFrom("10.0.0.2", guess), Access.APP, 429, "10.0.0.2");
    expectRefusal(requestFrom("10.0.0.3", guess), Access.APP, 401, "wrong");
    clock.advance(Duration.ofMinutes(1));
    expectRefusal(requestFrom("10.0.0.2", guess), Access.APP, 401, "wrong");
  }

  @Test
  void requestsAreCountedByCredentials() {
    gate = gate("2/1s");
    admit(withKey(), Access.APP);
    admit(withKey(), Access.APP);
    expectRefusal(withKey(), Access.APP, 429, "at most 2/1s");
    admit(operator(), Access.APP);
    admit(withToken("alice"), Access.APP_OR_USER);
    clock.advance(Duration.ofSeconds(1));
    admit(withKey(), Access.APP);
  }

  @Test
  void usersOfTwoAppsAreTwo() {
    gate = gate("1/1s");
    admit(withToken("alice"), Access.APP_OR_USER);
    app = apps.create().join();
    assertThat(admit(withToken("alice"), Access.APP_OR_USER))
        .isEqualTo(new Caller.TokenUser(app.id(), "alice"));
    expectRefusal(withToken("alice"), Access.APP_OR_USER, 429, "at most 1/1s");
  }

  @Test
  void theVariablesOfThePathAreWhatTheySay() {
    expectRefusal(operator(), Access.APP, Map.of("app", "short"), 400, "app");
    expectRefusal(operator(), Access.APP, Map.of("app", OTHER_APP), 404, "no such app");
    expectRefusal(operator(), Access.APP, Map.of("user", "a\nb"), 400, "user");
    expectRefusal(operator(), Access.APP, Map.of("channel", ""), 400, "channel");
    assertThat(gate.admit(operator(), Access.APP, Map.of("ban", "\n"))).isNotNull();
  }
}
