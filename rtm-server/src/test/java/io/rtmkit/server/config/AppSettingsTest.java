package io.rtmkit.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apps of the file and of the environment; their secrets are never shown. */
class AppSettingsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String OTHER_ID = "fedcba9876543210fedcba9876543210";
  private static final String CERTIFICATE = "00112233445566778899AABBCCDDEEFF";

  @TempDir Path directory;

  @Test
  void appsOfTheFile() throws IOException {
    KeyPair pair = TestKeys.ec(256);
    Path key = write("jwt.pem", TestKeys.pem(pair.getPublic()));
    Path certificate = write("certificate.txt", CERTIFICATE + "\n");
    Path file =
        write(
            "rtmkit.yaml",
            """
            apps:
              - id: %s
                certificate: "%s"
              - id: %s
                certificate-file: %s
                jwt-public-key-file: %s
            """
                .formatted(ID, CERTIFICATE, OTHER_ID, certificate, key));
    LoadedConfig loaded = ConfigLoader.load(file, Map.of(), Map.of());
    assertThat(loaded.config().apps())
        .containsExactly(
            AppConfig.withCertificate(ID, CERTIFICATE),
            new AppConfig(OTHER_ID, CERTIFICATE, pair.getPublic()));
    assertThat(loaded.settings())
        .containsEntry("apps[0].id", new Setting(ID, "file " + file))
        .containsEntry("apps[0].certificate", new Setting("(secret)", "file " + file))
        .containsEntry(
            "apps[1].certificate-file", new Setting(certificate.toString(), "file " + file))
        .containsEntry("apps[1].jwt-public-key-file", new Setting(key.toString(), "file " + file));
    assertThat(loaded.toString()).doesNotContain(CERTIFICATE);
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void anAppOfTheEnvironment() throws IOException {
    Path secret = write("secret", CERTIFICATE + "\n");
    for (Map<String, String> env :
        List.of(
            Map.of("RTM_APP_ID", ID, "RTM_APP_CERTIFICATE", CERTIFICATE),
            Map.of("RTM_APP_ID", ID, "RTM_APP_CERTIFICATE_FILE", secret.toString()))) {
      LoadedConfig loaded = ConfigLoader.load(null, env, Map.of("listen.host", "0.0.0.0"));
      assertThat(loaded.config().apps())
          .containsExactly(AppConfig.withCertificate(ID, CERTIFICATE));
      assertThat(loaded.settings()).containsEntry("apps[0].id", new Setting(ID, "env RTM_APP_ID"));
      assertThat(loaded.warnings()).isEmpty();
      assertThat(loaded.toString()).doesNotContain(CERTIFICATE);
    }
  }

  @Test
  void theEnvironmentReplacesAnAppWithTheSameIdAndAddsAnother() throws IOException {
    Path file = write("rtmkit.yaml", "apps:\n  - id: %s\n".formatted(ID));
    Map<String, String> same = Map.of("RTM_APP_ID", ID, "RTM_APP_CERTIFICATE", CERTIFICATE);
    assertThat(ConfigLoader.load(file, same, Map.of()).config().apps())
        .containsExactly(AppConfig.withCertificate(ID, CERTIFICATE));
    Map<String, String> other = Map.of("RTM_APP_ID", OTHER_ID);
    assertThat(ConfigLoader.load(file, other, Map.of()).config().apps())
        .containsExactly(AppConfig.open(ID), AppConfig.open(OTHER_ID));
  }

  @Test
  void anOpenAppIsWarnedOf() {
    LoadedConfig loaded = ConfigLoader.load(null, Map.of("RTM_APP_ID", ID), Map.of());
    assertThat(loaded.config().apps().get(0).isOpen()).isTrue();
    assertThat(loaded.warnings())
        .containsExactly("app " + ID + " has neither certificate nor JWT key: any token logs in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apps: {id: x} | apps: must be a list",
        "apps: [x] | apps[0]: must have the keys [id, certificate,",
        "apps: [{certificate: x}] | apps[0].id: is empty",
        "apps: [{id: short}] | apps[0].id: has 5 characters, must have 32",
        "apps: [{id: 12345678901234567890123456789012}] | apps[0].id: must be a text: put it in",
        "apps: [{id: ID, certificate: 12345678901234567890123456789e12}] | apps[0].certificate:"
            + " must be a text: put it in quotes",
        "apps: [{id: ID, certificate: secretsecret}] | apps[0].certificate: the certificate must"
            + " be 32 hex digits",
        "apps: [{id: ID, certifcate: x}] | apps[0].certifcate: no such key, did you mean"
            + " certificate?",
        "apps: [{id: ID, certificate: CERT, certificate-file: /x}] | apps[0].certificate: is set,"
            + " and apps[0].certificate-file too: give one",
        "apps: [{id: ID, certificate-file: /no/x}] | apps[0].certificate-file: cannot read the",
        "apps: [{id: ID, jwt-public-key-file: /no/x}] | apps[0].jwt-public-key-file: cannot read",
        "apps: [{id: ID}, {id: ID}] | apps[1].id: the same id is there twice",
      })
  void wrongApps(String yaml, String message) throws IOException {
    Path file = write("wrong.yaml", yaml.replace("ID", ID).replace("CERT", CERTIFICATE));
    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith("(set by file " + file + ")")
        .hasMessageNotContaining("secretsecret");
  }

  @Test
  void wrongAppsOfTheEnvironment() throws IOException {
    Path empty = write("empty", "");
    assertThatThrownBy(
            () -> ConfigLoader.load(null, Map.of("RTM_APP_CERTIFICATE", CERTIFICATE), Map.of()))
        .hasMessage("RTM_APP_ID: is empty");
    assertThatThrownBy(
            () ->
                ConfigLoader.load(
                    null,
                    Map.of("RTM_APP_ID", ID, "RTM_APP_CERTIFICATE_FILE", empty.toString()),
                    Map.of()))
        .hasMessage("RTM_APP_CERTIFICATE_FILE: the certificate must be 32 hex digits");
  }

  @Test
  void keysThatAreTooWeakOrNone() {
    String rsa = TestKeys.pem(TestKeys.rsa(1024).getPublic());
    assertThatThrownBy(() -> PemPublicKey.parse("key", rsa))
        .hasMessage("key: the RSA key is too short, must have 2048 bits or more");
    String ec = TestKeys.pem(TestKeys.ec(384).getPublic());
    assertThatThrownBy(() -> PemPublicKey.parse("key", ec))
        .hasMessage("key: the EC key is not on the curve P-256, which ES256 needs");
    assertThatThrownBy(() -> PemPublicKey.parse("key", "hello"))
        .hasMessage("key: the file has no -----BEGIN PUBLIC KEY----- block");
    String garbage = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----";
    assertThatThrownBy(() -> PemPublicKey.parse("key", garbage))
        .hasMessage("key: the file has no RSA or EC public key");
    KeyPair good = TestKeys.rsa(2048);
    assertThat(PemPublicKey.parse("key", TestKeys.pem(good.getPublic())))
        .isEqualTo(good.getPublic());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
