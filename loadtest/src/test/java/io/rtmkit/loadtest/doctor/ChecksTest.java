package io.rtmkit.loadtest.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the doctor says of which machine. */
class ChecksTest {
  @Test
  void goodMachinesAreGood() {
    assertThat(
            List.of(
                Checks.cores(8),
                Checks.load(1),
                Checks.openFiles(65_536, 10_000),
                Checks.ports("32768\t60999", 10_000),
                Checks.governor("performance"),
                Checks.governor(""),
                Checks.swap(false),
                Checks.backlog(OptionalLong.of(4_096)),
                Checks.clock("tsc")))
        .allMatch(Finding::good);
  }

  @Test
  void whatSpoilsFiguresIsToldWithWhatToDo() {
    assertThat(
            List.of(
                Checks.cores(2),
                Checks.load(30),
                Checks.openFiles(1_024, 10_000),
                Checks.ports("32768\t40000", 10_000),
                Checks.governor("powersave"),
                Checks.swap(true),
                Checks.backlog(OptionalLong.of(128)),
                Checks.clock("acpi_pm")))
        .noneMatch(Finding::good)
        .noneMatch(finding -> finding.advice().isEmpty());
  }

  @Test
  void looksAtThisMachine() throws InterruptedException {
    assertThat(Checks.look(100)).hasSizeGreaterThan(5);
  }
}
