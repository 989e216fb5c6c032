package io.rtmkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.ConfigLoader;
import io.rtmkit.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server starts with the configuration files and variables that the documents show. */
class ConfigurationTest {
  private static final Path OPERATIONS = Path.of("docs", "operations.md");
  private static final Pattern EXPORT = Pattern.compile("(?m)^export (\\w+)=(\\S+)");

  @TempDir private Path folder;

  /** What the paths in the documents name. */
  @BeforeEach
  void writeSecrets() throws IOException {
    Files.writeString(folder.resolve("rtm_certificate"), "ffeeddccbbaa99887766554433221100\n");
    Files.createFile(folder.resolve("fullchain.pem")); // read when the port opens
    Files.createFile(folder.resolve("key.pem"));
    Files.writeString(
        folder.resolve("rtm_webhooks"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=\n");
  }

  private String here(Snippet snippet) {
    return snippet
        .text()
        .replace("/run/secrets", folder.toString())
        .replace("/etc/rtmkit", folder.toString());
  }

  private ServerConfig load(Snippet snippet) throws IOException {
    Path file = Files.writeString(folder.resolve("rtmkit.yaml"), here(snippet));
    return ConfigLoader.load(file, Map.of(), Map.of()).config();
  }

  @Test
  void aPublicServer() throws IOException {
    ServerConfig config = load(Documents.snippet(Path.of("README.md"), "public-server"));
    assertThat(config.listen().isLoopback()).isFalse();
    assertThat(config.apps()).singleElement().matches(app -> !app.isOpen());
    assertThat(config.tls().certificate()).hasToString(folder.resolve("fullchain.pem").toString());
  }

  @Test
  void severalServers() throws IOException {
    ServerConfig config = load(Documents.snippet(OPERATIONS, "cluster"));
    assertThat(config.cluster().kind()).hasToString("REDIS");
    assertThat(config.store().kind()).hasToString("REDIS");
  }

  @Test
  void webhooks() {
    Map<String, String> environment = new HashMap<>();
    Matcher exports = EXPORT.matcher(here(Documents.snippet(OPERATIONS, "webhooks")));
    while (exports.find()) {
      environment.put(exports.group(1), exports.group(2));
    }
    ServerConfig config = ConfigLoader.load(null, environment, Map.of()).config();
    assertThat(config.webhooks().isEnabled()).isTrue();
  }
}
