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

  @Test
  void severalServersNeedRedisAndFaultsThatGoTogether() {
    assertThat(run("chaos", "--store", "embedded", "--nodes", "3")).isEqualTo(2);
    assertThat(run("chaos", "--store", "redis", "--nodes", "3", "--fault", "flood")).isEqualTo(2);
    assertThat(run("chaos", "--store", "redis", "--nodes", "3", "--fault", "failover,slot-move"))
        .isEqualTo(2);
    assertThat(run("chaos", "--store", "redis", "--fault", "hop")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--nodes 3 needs --store redis",
            "--fault must be of kill-node, stop-node",
            "not flood",
            "[failover, slot-move] cannot be in one run",
            "--fault is for --nodes 2 or more");
  }

  @Test
  void namesComeInTurnsAndTheirVariantsToo() {
    List<FaultName> names = List.of(FaultName.parse("cut-node"), FaultName.parse("stop-redis"));
    assertThat(FaultName.plan(names, 7))
        .containsExactly(
            Fault.CUT_SERVER,
            Fault.FREEZE_REDIS,
            Fault.CUT_SERVER_LONG,
            Fault.FREEZE_REDIS_LONG,
            Fault.CUT_SERVER_LONGEST,
            Fault.FREEZE_REDIS,
            Fault.CUT_SERVER);
    assertThat(FaultName.redisFor(names)).isEqualTo(FaultName.RedisKind.SINGLE);
    assertThat(FaultName.redisFor(List.of(FaultName.HOP, FaultName.FAILOVER)))
        .isEqualTo(FaultName.RedisKind.SENTINEL);
  }
}
