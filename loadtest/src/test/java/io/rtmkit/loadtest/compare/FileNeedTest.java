package io.rtmkit.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.loadtest.BenchCommand;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** How many files a comparison needs, and what it says if its process may not have them. */
class FileNeedTest {
  @ParameterizedTest
  @CsvSource({
    "--work channel, 5305",
    "--work channel --members 100|10000|1000, 50305",
    "--work peer --pairs 200, 2300",
    "--work idle, 18300",
    "--work idle --clients 12000|5000, 12300",
    "--work conn, 10300",
    "--work conn --clients 2000, 2300"
  })
  void theMostConnectionsOfFiveServersAreCounted(String options, long files) {
    CommandLine bench = BenchCommand.commandLine();
    bench.parseArgs(("compare " + options.replace('|', ',')).split(" ", -1));
    CompareCommand compare = bench.getSubcommands().get("compare").getCommand();

    assertThat(compare.fileNeed(5).files()).isEqualTo(files);
  }

  @Test
  void connectionsOfAllServersAreOpenAtOnce() {
    FileNeed need = new FileNeed(10_001, 5, "--members");

    assertThatCode(() -> need.check(OptionalLong.of(50_305))).doesNotThrowAnyException();
    assertThatThrownBy(() -> need.check(OptionalLong.of(50_304)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "10001 connections to each of 5 servers at once need 50305 open files, but this process"
                + " may have 50304: take fewer --members or fewer --peers, or raise the limit"
                + " (ulimit -n)");
  }

  @Test
  void fewerPeersDoNotHelpWhereOneServerIsConnectedAtATime() {
    FileNeed need = new FileNeed(10_000, 1, "--clients");

    assertThatThrownBy(() -> need.check(OptionalLong.of(4_096)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "10000 connections need 10300 open files, but this process may have 4096: take fewer"
                + " --clients, or raise the limit (ulimit -n)");
  }

  @Test
  void nothingIsRefusedWhereTheLimitIsNotKnown() {
    assertThatCode(() -> new FileNeed(10_000, 9, "--members").check(OptionalLong.empty()))
        .doesNotThrowAnyException();
  }
}
