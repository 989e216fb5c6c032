package io.rtmkit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.ConfigLoader;
import io.rtmkit.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config check} and {@code config show}. */
class ConfigCommandTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String CERTIFICATE = "00112233445566778899aabbccddeeff";

  @TempDir Path directory;

  @Test
  void aGoodConfiguration() {
    CommandRun run = run(Map.of(), "config", "check");
    assertThat(run).isEqualTo(new CommandRun(0, lines("configuration is good"), ""));
  }

  @Test
  void warningsFollow() {
    CommandRun run = run(Map.of("RTM_LISTEN_PRT", "1"), "config", "check");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            lines(
                "configuration is good",
                "warning: environment variable RTM_LISTEN_PRT: no such setting, did you mean"
                    + " RTM_LISTEN_PORT?"));
  }

  @Test
  void aBadConfigurationIsNamedInOneLine() {
    CommandRun run = run(Map.of(), "config", "check", "--port", "70000");
    assertThat(run)
        .isEqualTo(
            new CommandRun(
                2,
                "",
                lines(
                    "error: listen.port: 70000 is not allowed, must be from 0 to 65535"
                        + " (set by flag)")));
  }

  @Test
  void theFileInTheDirectoryIsTakenUnlessAnotherIsNamed() throws IOException {
    write("rtmkit.yaml", "listen:\n  port: 1111\n");
    write("other.yaml", "listen:\n  port: 2222\n");
    assertThat(run(Map.of(), "config", "show").out())
        .contains("  port: 1111  # file " + directory.resolve("rtmkit.yaml"));
    assertThat(run(Map.of(), "config", "show", "--config", "other.yaml").out())
        .contains("  port: 2222  # file " + directory.resolve("other.yaml"));
    CommandRun missing = run(Map.of(), "config", "show", "--config", "none.yaml");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err())
        .isEqualTo(
            lines("error: there is no configuration file " + directory.resolve("none.yaml")));
  }

  @Test
  void showNamesTheOriginOfEachValueAndNoSecret() throws IOException {
    write(
        "rtmkit.yaml",
        "apps:\n  - id: %s\n    certificate: %s\n".formatted(ID, "'" + CERTIFICATE + "'"));
    CommandRun run =
        run(
            Map.of("RTM_LISTEN_HOST", "::1"),
            "config",
            "show",
            "--set",
            "session.grace=60s",
            "--port=8080");
    String file = "  # file " + directory.resolve("rtmkit.yaml") + "\n";
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith(
            """
            listen:
              host: "::1"  # env RTM_LISTEN_HOST
              port: 8080  # flag
              backlog: 4096  # default
            """)
        .contains("\ndev-mode: auto  # default\n", "\n  grace: 60s  # flag\n")
        .endsWith("apps:\n  - id: \"" + ID + "\"" + file + "    certificate: \"(secret)\"" + file)
        .doesNotContain(CERTIFICATE);
  }

  @Test
  void thePasswordOfARedisIsNotShown() {
    CommandRun run =
        run(Map.of(), "config", "show", "--set", "store.redis.uri=redis://:geheim@redis:6379");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("redis://***@redis:6379").doesNotContain("geheim");
  }

  @Test
  void whatShowPrintsCanBeReadAgain() throws IOException {
    CommandRun run =
        run(
            Map.of("RTM_WEB_SOCKET_ALLOWED_ORIGINS", "https://a.example,https://b.example"),
            "config",
            "show",
            "--set",
            "dev-mode=on");
    Path file = write("shown.yaml", run.out());
    ServerConfig again = ConfigLoader.load(file, Map.of(), Map.of()).config();
    assertThat(again)
        .isEqualTo(
            ServerConfig.defaultsWith(
                Map.of(
                    "dev-mode", "on",
                    "web-socket.allowed-origins", "https://a.example,https://b.example")));
  }

  private CommandRun run(Map<String, String> environment, String... args) {
    return CommandRun.of(environment, directory, args);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
