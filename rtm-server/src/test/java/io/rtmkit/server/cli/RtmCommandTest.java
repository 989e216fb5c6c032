package io.rtmkit.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The root: help, version, and how mistakes are answered. */
class RtmCommandTest {
  @TempDir Path directory;

  @Test
  void withoutACommandItShowsTheUsage() {
    CommandRun run = run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("Usage: rtm-server").contains("config", "token", "health");
  }

  @Test
  void helpAndVersion() {
    CommandRun help = run("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: rtm-server");
    CommandRun version = run("--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("rtm-server ").hasLineCount(1);
    assertThat(run("config", "show", "--version")).isEqualTo(version);
    assertThat(run("token", "create", "--help").out()).contains("--certificate-file=FILE", "--ttl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "helth | Unmatched argument at index 0: 'helth' | rtm-server --help",
        "config | Missing required subcommand | rtm-server config --help",
        "token | Missing required subcommand | rtm-server token --help",
        "token create | Missing required option: '--user=ID' | rtm-server token create --help",
        "token create --user bob --ttl soon | Invalid value for option '--ttl': 'soon' is not"
            + " allowed, must be a duration like 2500ms, 30s, 2m or 24h"
            + " | rtm-server token create --help",
        "health --timeout 0s | Invalid value for option '--timeout': must be longer than 0"
            + " | rtm-server health --help",
        "token create --user bob --format 005 | Invalid value for option '--format': '005' is not"
            + " allowed, must be 006, 007 or jwt | rtm-server token create --help",
        "config check --set listen.port | Value for option option '--set' (KEY=VALUE) should be"
            + " in KEY=VALUE format but was listen.port | rtm-server config check --help",
      })
  void badArgumentsAreAnsweredInOneLine(String args, String problem, String help) {
    CommandRun run = run(args.split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: ").contains(problem, "See " + help);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
  }

  private CommandRun run(String... args) {
    return CommandRun.of(Map.of(), directory, args);
  }
}
