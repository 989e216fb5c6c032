package io.rtmkit.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.BenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command takes and what it refuses. */
class ChaosCommandTest {
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine commandLine = BenchCommand.commandLine();
    return commandLine.setErr(new PrintWriter(err)).execute(args);
  }

  @Test
  void refusesWhatCannotBePlayed() {
    assertThat(run("chaos", "--store", "embedded", "--users", "5")).isEqualTo(2);
    assertThat(run("chaos", "--store", "embedded", "--round-time", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("6 users", "a duration like 500ms");
  }

  @Test
  void wantsAStoreAndACommand() {
    assertThat(run("chaos")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("--store").doesNotContain("none");
  }

  @Test
  void aServerWithoutRedisIsOnlyKilled() {
    assertThat(Fault.plan(StoreKind.EMBEDDED, 3))
        .isEqualTo(List.of(Fault.KILL_SERVER, Fault.KILL_SERVER, Fault.KILL_SERVER));
  }

  @Test
  void redisIsKilledAndFrozenInTurn() {
    assertThat(Fault.plan(StoreKind.REDIS, 5))
        .containsExactly(
            Fault.KILL_REDIS,
            Fault.KILL_SERVER,
            Fault.FREEZE_REDIS,
            Fault.KILL_REDIS,
            Fault.FREEZE_REDIS_LONG);
    assertThat(Fault.plan(StoreKind.REDIS, 20))
        .filteredOn(fault -> fault == Fault.FREEZE_REDIS_LONG)
        .hasSize(2);
  }
}
