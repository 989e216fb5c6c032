package io.rtmkit.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layers: which one wins, what is no setting, and what an operator is told. */
class ConfigLoaderTest {
  @TempDir Path directory;

  @Test
  void laterLayersWinAndAreRemembered() throws IOException {
    Path file =
        write(
            "rtmkit.yaml",
            """
            listen:
              port: 1001
              backlog: 1002
              event-loops: 3
            session: {grace: 40s}
            """);
    LoadedConfig loaded =
        ConfigLoader.load(
            file,
            Map.of("RTM_LISTEN_BACKLOG", "2002", "RTM_LISTEN_EVENT_LOOPS", "4"),
            Map.of("listen.event-loops", "5"));

    assertThat(loaded.config().listen())
        .isEqualTo(new ListenConfig("127.0.0.1", 1001, 2002, 5, ListenConfig.Transport.AUTO));
    assertThat(loaded.config().session().grace()).isEqualTo(Duration.ofSeconds(40));
    assertThat(loaded.settings())
        .containsEntry("listen.host", new Setting("127.0.0.1", "default"))
        .containsEntry("listen.port", new Setting("1001", "file " + file))
        .containsEntry("listen.backlog", new Setting("2002", "env RTM_LISTEN_BACKLOG"))
        .containsEntry("listen.event-loops", new Setting("5", "flag"))
        .containsEntry("session.grace", new Setting("40s", "file " + file));
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void everyKeyHasItsVariable() {
    LoadedConfig loaded =
        ConfigLoader.load(
            null,
            Map.of(
                "RTM_DEV_MODE", "on",
                "RTM_SESSION_INBOX_BYTES", "4MB",
                "RTM_RATES_JOIN_SAME_CHANNEL", "9/9s",
                "RTM_WEB_SOCKET_ALLOWED_ORIGINS", "https://a.example,https://b.example"),
            Map.of());
    assertThat(loaded.config().devMode()).isEqualTo(DevMode.ON);
    assertThat(loaded.config().session().inboxBytes()).isEqualTo(4 << 20);
    assertThat(loaded.config().rates().joinSameChannel())
        .isEqualTo(new Rate(9, Duration.ofSeconds(9)));
    assertThat(loaded.config().webSocket().allowedOrigins()).hasSize(2);
  }

  @Test
  void listsMayBeYamlLists() throws IOException {
    Path file =
        write("a.yaml", "web-socket:\n  allowed-origins: [https://a.example, https://b.example]\n");
    assertThat(load(file).config().webSocket().allowedOrigins())
        .isEqualTo(List.of("https://a.example", "https://b.example"));
  }

  @Test
  void onAndOffAreWords() throws IOException {
    assertThat(load(write("on.yaml", "dev-mode: on\n")).config().devMode()).isEqualTo(DevMode.ON);
    assertThat(load(write("off.yaml", "dev-mode: off\n")).config().devMode())
        .isEqualTo(DevMode.OFF);
  }

  @Test
  void emptyFilesSectionsAndVariablesSetNothing() throws IOException {
    assertThat(load(write("empty.yaml", "")).config()).isEqualTo(ServerConfig.defaults());
    assertThat(load(write("comment.yaml", "# nothing\n---\n")).config())
        .isEqualTo(ServerConfig.defaults());
    assertThat(load(write("null.yaml", "listen: null\ntls: {key: ~}\n")).config())
        .isEqualTo(ServerConfig.defaults());
    assertThat(load(write("apps.yaml", "apps:\nlisten:\n")).config())
        .isEqualTo(ServerConfig.defaults());
    assertThat(ConfigLoader.load(null, Map.of("RTM_LISTEN_PORT", " "), Map.of()).config())
        .isEqualTo(ServerConfig.defaults());
  }

  @Test
  void aVariableMayNameAFileWithTheValue() throws IOException {
    Path secret = write("port.txt", "9090\n");
    LoadedConfig loaded =
        ConfigLoader.load(null, Map.of("RTM_LISTEN_PORT_FILE", secret.toString()), Map.of());
    assertThat(loaded.settings())
        .containsEntry("listen.port", new Setting("9090", "env RTM_LISTEN_PORT_FILE"));

    assertThatThrownBy(
            () ->
                ConfigLoader.load(
                    null,
                    Map.of("RTM_LISTEN_PORT", "1", "RTM_LISTEN_PORT_FILE", secret.toString()),
                    Map.of()))
        .hasMessage("RTM_LISTEN_PORT: is set, and RTM_LISTEN_PORT_FILE too: give one");
    assertThatThrownBy(
            () -> ConfigLoader.load(null, Map.of("RTM_LISTEN_PORT_FILE", "/no/file"), Map.of()))
        .hasMessage("RTM_LISTEN_PORT_FILE: cannot read the file /no/file");
  }

  @Test
  void bothVariablesOfATlsFileNameTheFile() throws IOException {
    Path certificate = write("cert.pem", "-----BEGIN CERTIFICATE-----\n");
    Path key = write("key.pem", "-----BEGIN PRIVATE KEY-----\n");
    LoadedConfig loaded =
        ConfigLoader.load(
            null,
            Map.of(
                "RTM_TLS_CERTIFICATE", certificate.toString(), "RTM_TLS_KEY_FILE", key.toString()),
            Map.of());
    assertThat(loaded.config().tls())
        .isEqualTo(new TlsConfig(certificate.toString(), key.toString()));
    assertThat(loaded.config().tls().isEnabled()).isTrue();

    assertThatThrownBy(
            () ->
                ConfigLoader.load(
                    null,
                    Map.of("RTM_TLS_CERTIFICATE", certificate.toString(), "RTM_TLS_KEY", "/no/key"),
                    Map.of()))
        .hasMessage("tls.key: there is no readable file /no/key (set by env RTM_TLS_KEY)");
  }

  @Test
  void unknownVariablesAreWarnedOfAndForeignOnesNot() {
    LoadedConfig loaded =
        ConfigLoader.load(
            null,
            Map.of(
                "RTM_LISTEN_PRT", "1",
                "RTM_ZZZZZZ", "1",
                "RTM_SERVER", "ws://example",
                "RTM_LOG_LEVEL", "DEBUG",
                "PATH", "/bin"),
            Map.of());
    assertThat(loaded.warnings())
        .containsExactly(
            "environment variable RTM_LISTEN_PRT: no such setting, did you mean RTM_LISTEN_PORT?",
            "environment variable RTM_ZZZZZZ: no such setting");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "session.graze | session.graze: no such key, did you mean session.grace? (set by flag)",
        "port | port: no such key, did you mean listen.port? (set by flag)",
        "listen | listen: is a section, set one of its keys, for example listen.host (set by flag)",
        "xyzzy.plugh.abc | xyzzy.plugh.abc: no such key (set by flag)",
        "apps | apps: apps are set in the configuration file, a single one also by RTM_APP_ID"
            + " (set by flag)",
      })
  void unknownKeys(String key, String message) {
    assertThatThrownBy(() -> ServerConfig.defaultsWith(Map.of(key, "1")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sesion: {grace: 1s} | sesion.grace: no such key, did you mean session.grace? (set by",
        "listen: 7080 | listen: is a section, set one of its keys, for example listen.host",
        "listen: {port: } | listen.port: '' is not allowed, must be a whole number",
        "listen: {port: [1, 2]} | listen.port: '1,2' is not allowed, must be a whole number",
        "listen: {port: [{a: 1}]} | listen.port: must be a list of texts (set by file",
        "- a | file",
      })
  void filesThatSayTheWrongThing(String yaml, String message) throws IOException {
    Path file = write("wrong.yaml", yaml);
    assertThatThrownBy(() -> load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message)
        .hasMessageContaining("file " + file);
  }

  @Test
  void filesThatAreNoYamlOrNotThere() throws IOException {
    Path broken = write("broken.yaml", "listen:\n  port: [1\nsession: }\n");
    assertThatThrownBy(() -> load(broken))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("file " + broken + ", line 3: not valid YAML");
    Path twice = write("twice.yaml", "dev-mode: on\ndev-mode: off\n");
    assertThatThrownBy(() -> load(twice))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Duplicate field 'dev-mode'");
    Path missing = directory.resolve("missing.yaml");
    assertThatThrownBy(() -> load(missing))
        .isInstanceOf(ConfigException.class)
        .hasMessage("there is no configuration file " + missing);
  }

  private static LoadedConfig load(Path file) {
    return ConfigLoader.load(file, Map.of(), Map.of());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
