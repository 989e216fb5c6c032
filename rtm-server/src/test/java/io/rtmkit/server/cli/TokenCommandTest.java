package io.rtmkit.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.TestKeys;
import io.rtmkit.server.token.DynamicKey006;
import io.rtmkit.server.token.TokenGrant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code token create} and {@code token verify}. */
class TokenCommandTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String CERTIFICATE = "00112233445566778899aabbccddeeff";
  private static final Map<String, String> WITH_APP =
      Map.of("RTM_APP_ID", ID, "RTM_APP_CERTIFICATE", CERTIFICATE);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"006", "007", "jwt"})
  void whatCreateMakesVerifyTakes(String format) {
    CommandRun created =
        run(WITH_APP, "token", "create", "--user", "bob", "--format", format, "--ttl", "30m");
    assertThat(created.exitCode()).isZero();
    assertThat(created.err()).isEmpty();
    assertThat(created.out()).hasLineCount(1);
    String token = created.out().strip();

    CommandRun verified = run(WITH_APP, "token", "verify", "--app", ID, "--user", "bob", token);
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out()).startsWith("code: 0 (LOGIN_ERR_OK)").doesNotContain("reason");
    String end = verified.out().lines().skip(1).findFirst().orElse("");
    assertThat(Instant.parse(end.substring("expires: ".length())))
        .isBetween(Instant.now().plusSeconds(1700), Instant.now().plusSeconds(1800));

    CommandRun other = run(WITH_APP, "token", "verify", "--user", "eve", token);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.out())
        .startsWith("code: 5 (LOGIN_ERR_INVALID_TOKEN)")
        .contains("reason: token: signature does not match")
        .doesNotContain("expires");
  }

  @Test
  void anExpiredTokenSaysSince() {
    TokenGrant grant = new TokenGrant(ID, "bob", Instant.ofEpochSecond(0), Duration.ofHours(1));
    String token = DynamicKey006.build(grant, CERTIFICATE, 1);
    CommandRun run = run(WITH_APP, "token", "verify", "--user", "bob", token);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("code: 6 (LOGIN_ERR_TOKEN_EXPIRED)")
        .contains("reason: token: expired ", " days ago")
        .contains("expires: 1970-01-01T01:00:00Z");
  }

  @Test
  void theTokenMayComeFromTheInput() {
    String token = run(WITH_APP, "token", "create", "--user", "bob").out();
    assertThat(token).startsWith("007");
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(token.getBytes(UTF_8)));
    try {
      assertThat(run(WITH_APP, "token", "verify", "--user", "bob", "-").exitCode()).isZero();
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void theCertificateMayComeFromAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("certificate"), CERTIFICATE + "\n");
    CommandRun created = createWith(file);
    assertThat(created.exitCode()).isZero();
    String token = created.out().strip();
    String name = file.toString();
    assertThat(
            run(
                Map.of(),
                "token",
                "verify",
                "--app=" + ID,
                "--certificate-file=" + name,
                "--user=bob",
                token))
        .extracting(CommandRun::exitCode)
        .isEqualTo(0);

    Files.writeString(file, "not hex");
    assertThat(createWith(file).err()).startsWith("error: apps.certificate: must be 32 hex digits");
    Files.delete(file);
    assertThat(createWith(file).err()).startsWith("error: --certificate-file: cannot read " + file);
  }

  @Test
  void anOpenAppTakesAnyTokenAndMakesNone() {
    CommandRun verified = run(Map.of(), "token", "verify", "--app", ID, "--user", "bob", "any");
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out())
        .contains("code: 0 (LOGIN_ERR_OK)", "reason: the app is open, any token is good");
    CommandRun created = run(Map.of(), "token", "create", "--app", ID, "--user", "bob");
    assertThat(created.exitCode()).isEqualTo(2);
    assertThat(created.err()).startsWith("error: app " + ID + " has no certificate to sign with");
  }

  @Test
  void anAppWithAPublicKeyOnlyMakesNoTokens() throws IOException {
    Path key =
        Files.writeString(directory.resolve("k.pem"), TestKeys.pem(TestKeys.ec(256).getPublic()));
    Map<String, String> env =
        Map.of("RTM_APP_ID", ID, "RTM_APP_JWT_PUBLIC_KEY_FILE", key.toString());
    CommandRun created = run(env, "token", "create", "--user", "bob", "--format", "jwt");
    assertThat(created.exitCode()).isEqualTo(2);
    assertThat(created.err()).contains("has no certificate to sign with");
  }

  @Test
  void mistakesAreNamed() {
    String other = ID.replace('0', 'f');
    assertError(
        run(WITH_APP, "token", "create", "--app", other, "--user", "bob"),
        "--app: this server has no app " + other);
    assertError(
        run(Map.of(), "token", "create", "--user", "bob"),
        "--app: is missing, and there are 0 apps");
    assertError(
        run(WITH_APP, "token", "create", "--user", "b*b"),
        "--user: character 2 is not allowed ('*')");
    assertError(
        run(WITH_APP, "token", "create", "--user", "bob", "--ttl", "25h"),
        "--ttl: 25h is not allowed, a token of the format 007 lives for at most 24h");
    assertError(
        run(WITH_APP, "token", "create", "--user", "bob", "--ttl", "500ms"),
        "--ttl: must be a second or more");
    assertError(
        run(Map.of(), "token", "create", "--app", "short", "--user", "bob"),
        "apps.id: has 5 characters, must have 32");
  }

  private static void assertError(CommandRun run, String message) {
    assertThat(run).isEqualTo(new CommandRun(2, "", "error: " + message + System.lineSeparator()));
  }

  private CommandRun createWith(Path certificateFile) {
    return run(
        Map.of(),
        "token",
        "create",
        "--app=" + ID,
        "--certificate-file=" + certificateFile,
        "--user=bob");
  }

  private CommandRun run(Map<String, String> environment, String... args) {
    return CommandRun.of(environment, directory, args);
  }
}
