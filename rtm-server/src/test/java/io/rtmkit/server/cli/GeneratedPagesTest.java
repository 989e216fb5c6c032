package io.rtmkit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.SettingText;
import io.rtmkit.server.config.SettingsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages under docs that commands print are what the commands print; {@code
 * -Drtmkit.write-documents=true} writes them.
 */
class GeneratedPagesTest {
  private static final SettingsReference REFERENCE = SettingsReference.read();

  @TempDir private Path directory;

  private String print(String... command) {
    CommandRun run = CommandRun.of(Map.of(), directory, command);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  @ParameterizedTest
  @CsvSource({"settings.md, config docs", "errors.md, errors"})
  void thePageIsWhatTheCommandPrints(String page, String command) throws IOException {
    Path file = Path.of("..", "docs", page);
    String printed = print(command.split(" "));
    if (Boolean.getBoolean("rtmkit.write-documents")) {
      Files.writeString(file, printed);
    }
    assertThat(Files.readString(file)).isEqualTo(printed);
  }

  @Test
  void everySettingIsExplained() {
    List<SettingText> settings = REFERENCE.settings();
    assertThat(settings).hasSizeGreaterThan(80);
    assertThat(settings).allSatisfy(s -> assertThat(s.meaning()).as(s.key()).isNotBlank());
    assertThat(REFERENCE.section("apps")).contains("certificate");
  }

  @Test
  void aRuleIsWhatTheServerChecks() {
    assertThat(rule("listen.port")).isEqualTo("from 0 to 65535");
    assertThat(rule("session.grace")).isEqualTo("from 10ms to 1h");
    assertThat(rule("limits.message-bytes")).startsWith("from 1 to ");
    assertThat(rule("log.level")).isEqualTo("one of error, warn, info, debug, trace");
    assertThat(rule("rates.login")).isEqualTo("a rate like 180/3s");
    assertThat(rule("listen.host")).isEmpty();
  }

  private static String rule(String key) {
    return REFERENCE.settings().stream()
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow()
        .rule();
  }

  @Test
  void variablesAreThoseThatTheServerReads() {
    String printed = print("config", "docs", "--format", "env");
    assertThat(printed).contains("\n#RTM_SESSION_GRACE=30s\n", "\n#RTM_STORE_REDIS_URI=\n");
    assertThat(printed.lines()).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    CommandRun run = CommandRun.of(Map.of("RTM_LOG_FORMAT", "JSON"), directory, "config", "show");
    assertThat(run.out()).contains("format: JSON  # env RTM_LOG_FORMAT");
    assertThat(ServerConfig.defaults().log().format()).hasToString("TEXT");
  }
}
