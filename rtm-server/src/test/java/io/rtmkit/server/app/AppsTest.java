package io.rtmkit.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.protocol.v1.LoginError;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.store.Eventually;
import io.rtmkit.server.token.TokenFormat;
import io.rtmkit.server.token.TokenGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which apps there are, who opens them, and what a restart leaves of them. */
class AppsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final AppConfig APP =
      AppConfig.withCertificate(ID, "fedcba9876543210fedcba9876543210");

  private final ManualClock clock = new ManualClock();

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, auto, false, true",
    "127.0.0.1, on, false, true",
    "127.0.0.1, off, false, false",
    "127.0.0.1, auto, true, false",
    "127.0.0.1, on, true, true",
    "127.0.0.1, off, true, false",
    "0.0.0.0, auto, false, false",
    "0.0.0.0, on, false, true",
    "0.0.0.0, off, false, false",
    "0.0.0.0, auto, true, false",
    "0.0.0.0, on, true, true",
    "0.0.0.0, off, true, false"
  })
  void openApps(String host, String mode, boolean withApp, boolean expected) {
    ServerConfig config = config(host, mode).withApps(withApp ? List.of(APP) : List.of());
    Apps apps = Apps.of(config, clock);
    assertThat(apps.allowsOpenApps()).isEqualTo(expected);
    assertThat(apps.find(ID)).isEqualTo(withApp ? APP : null);
    assertThat(apps.isServed(ID)).isEqualTo(withApp || expected);
  }

  @Test
  void aServerThatOthersReachMakesItsFirstApp() throws IOException {
    Apps apps = open("0.0.0.0", "auto");
    AppConfig made = apps.createFirst();
    assertThat(made).isNotNull();
    assertThat(made.id()).matches("[0-9a-f]{32}");
    assertThat(made.certificate()).matches("[0-9a-f]{32}");
    assertThat(apps.createFirst()).as("only the first").isNull();
    assertThat(open("0.0.0.0", "auto").all()).containsExactly(made);
    assertThat(login(apps, made.id(), made)).isZero();
    assertThat(open("127.0.0.1", "auto").allowsOpenApps()).as("there is an app").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, auto", "0.0.0.0, on", "0.0.0.0, off"})
  void noFirstAppWhereNoneIsNeededOrWanted(String host, String mode) throws IOException {
    assertThat(open(host, mode).createFirst()).isNull();
    assertThat(directory.resolve("apps.json")).doesNotExist();
  }

  @Test
  void onlyTheServersUserReadsTheFile() throws IOException {
    open("0.0.0.0", "auto").create().join();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("apps.json"))))
        .isEqualTo("rw-------");
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aNewCertificateEndsTheTokensOfTheOld() throws IOException {
    Apps apps = open("127.0.0.1", "off");
    AppConfig old = apps.create().join();
    AppConfig renewed = apps.renewCertificate(old.id()).join();
    assertThat(renewed).isNotNull();
    assertThat(login(apps, old.id(), old)).isEqualTo(LoginError.LOGIN_ERR_INVALID_TOKEN_VALUE);
    assertThat(login(apps, old.id(), renewed)).isZero();
    assertThat(login(open("127.0.0.1", "off"), old.id(), renewed)).isZero();
    assertThat(apps.renewCertificate(ID).join()).isNull();
  }

  @Test
  void aRemovedAppIsGoneWithItsKeys() throws IOException {
    Apps apps = open("127.0.0.1", "off");
    AppConfig made = apps.create().join();
    AppKey.Created key = apps.createKey(made.id(), "billing").join();
    assertThat(apps.remove(made.id()).join()).isTrue();
    assertThat(apps.remove(made.id()).join()).isFalse();
    assertThat(apps.findKey(key.key().id(), key.secret())).isNull();
    assertThat(login(apps, made.id(), made)).isEqualTo(LoginError.LOGIN_ERR_INVALID_APP_ID_VALUE);
    assertThat(open("127.0.0.1", "off").all()).isEmpty();
  }

  @Test
  void aKeyIsFoundByItsSecretAlone() throws IOException {
    Apps apps = open("127.0.0.1", "off");
    AppKey.Created created = apps.createKey(ID, "billing").join();
    String id = created.key().id();
    assertThat(apps.findKey(id, created.secret())).isEqualTo(created.key());
    assertThat(apps.findKey(id, created.secret() + "x")).isNull();
    assertThat(apps.findKey(id, "")).isNull();
    assertThat(apps.findKey("none", "")).isNull();
    assertThat(Files.readString(directory.resolve("apps.json"))).doesNotContain(created.secret());
    assertThat(created.toString()).doesNotContain(created.secret(), created.key().hash());
    Apps again = open("127.0.0.1", "off");
    assertThat(again.findKey(id, created.secret())).isEqualTo(created.key());
    assertThat(again.removeKey("ffffffffffffffffffffffffffffffff", id).join()).isFalse();
    assertThat(again.removeKey(ID, id).join()).isTrue();
    assertThat(again.findKey(id, created.secret())).isNull();
    assertThat(again.keys(ID)).isEmpty();
  }

  @Test
  void appsAndKeysOfServersThatShareThemAreTheSame() {
    FakeTable table = new FakeTable();
    Apps first = Apps.of(config("127.0.0.1", "off"), clock);
    AppConfig before = first.create().join();
    first.share(table.server());
    Apps second = Apps.of(config("127.0.0.1", "off"), clock);
    second.share(table.server());
    assertThat(second.find(before.id())).as("made by the first, before").isEqualTo(before);

    clock.advance(Duration.ofSeconds(1));
    AppConfig made = second.create().join();
    AppKey.Created key = second.createKey(made.id(), "billing").join();
    assertThat(first.all()).containsExactly(before, made);
    assertThat(first.findKey(key.key().id(), key.secret())).isEqualTo(key.key());
    AppConfig renewed = first.renewCertificate(made.id()).join();
    assertThat(second.find(made.id())).isEqualTo(renewed).isNotEqualTo(made);
    assertThat(first.remove(made.id()).join()).isTrue();
    assertThat(second.all()).containsExactly(before);
    assertThat(second.findKey(key.key().id(), key.secret())).isNull();
    assertThat(table.entries).hasSize(1);
  }

  @Test
  void theFileHasACopyOfWhatServersShare() throws IOException {
    FakeTable table = new FakeTable();
    Apps other = Apps.of(config("127.0.0.1", "off"), clock);
    AppConfig app = other.create().join();
    other.share(table.server());
    open("127.0.0.1", "off").share(table.server());
    Eventually.until(Duration.ofSeconds(10), () -> isInFile(app));
  }

  private boolean isInFile(AppConfig app) {
    try {
      return List.of(app).equals(open("127.0.0.1", "off").all());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anAppThatCannotBeSharedIsNotMade() {
    FakeTable table = new FakeTable();
    Apps apps = Apps.of(config("0.0.0.0", "auto"), clock);
    apps.share(table.server());
    table.problem = StoreException.refused("Redis is not connected");
    assertThatThrownBy(apps::createFirst)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Redis is not connected");
    assertThat(apps.all()).isEmpty();
  }

  @Test
  void aDamagedFileStopsTheStartAndIsNotQuoted() throws IOException {
    Files.writeString(directory.resolve("apps.json"), "{\"apps\": [{\"certificate\": \"5ec3e7\"");
    assertThatThrownBy(() -> open("127.0.0.1", "off"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("apps.json is damaged")
        .hasMessageNotContaining("5ec3e7");
  }

  @Test
  void theOperatorsKeyIsMadeOnceAndKept() throws IOException {
    AdminKey made = AdminKey.open(ServerConfig.defaults(), directory);
    assertThat(made.isNew()).isTrue();
    assertThat(made.secret()).hasSize(43);
    assertThat(made.toString()).doesNotContain(made.secret());
    AdminKey again = AdminKey.open(ServerConfig.defaults(), directory);
    assertThat(again.secret()).isEqualTo(made.secret());
    assertThat(again.isNew()).isFalse();
    String configured = "a key of the operator";
    ServerConfig config = ServerConfig.defaultsWith(Map.of("admin.key", configured));
    assertThat(AdminKey.open(config, directory).secret()).isEqualTo(configured);
    assertThat(config.toString()).doesNotContain(configured);
  }

  private Apps open(String host, String mode) throws IOException {
    return Apps.open(config(host, mode), directory, clock);
  }

  private static ServerConfig config(String host, String mode) {
    return ServerConfig.defaultsWith(Map.of("listen.host", host, "dev-mode", mode));
  }

  private int login(Apps apps, String appId, AppConfig signer) {
    TokenGrant grant =
        new TokenGrant(
            appId, "alice", Instant.ofEpochMilli(clock.currentTimeMillis()), Duration.ofHours(1));
    String token = TokenFormat.V007.build(grant, signer.certificate());
    return apps.verify(appId, "alice", token).loginError();
  }
}
