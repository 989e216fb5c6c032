package io.rtmkit.loadtest.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenario files, right and wrong. */
class PlanReaderTest {
  @TempDir private Path directory;

  private Plan read(String yaml) throws IOException {
    Path file = directory.resolve("plan.yaml");
    Files.writeString(file, yaml);
    return new PlanReader(RunCommand.SCENARIOS).read(file);
  }

  @Test
  void readsStagesWithTheirOptions() throws IOException {
    Plan plan =
        read(
            """
            name: two
            stages:
              - scenario: peer
                options: {pairs: 3, in-flight: 2}
                rate: 10..20
                warmup: 1s
                duration: 2s
                thresholds: [rtt.p99 < 20ms]
              - {name: second, scenario: channel}
            thresholds: [peer.lost == 0]
            """);
    assertThat(plan.name()).isEqualTo("two");
    assertThat(plan.stages()).extracting(Plan.Stage::name).containsExactly("peer", "second");
    assertThat(plan.stages().get(0).thresholds()).hasSize(1);
    assertThat(plan.thresholds()).hasToString("[peer.lost == 0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "ramp", "evening"})
  void readsTheExamples(String name) throws IOException {
    Plan plan = new PlanReader(RunCommand.SCENARIOS).read(Path.of("examples", name + ".yaml"));
    assertThat(plan.name()).isEqualTo(name);
    assertThat(plan.stages()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                               | must be a map",
        "{stages: []}                                     | stages: must be a list",
        "{other: 1, stages: []}                           | other: is not known",
        "{stages: [peer]}                                 | stages[0]: must be a map",
        "{stages: [{scenario: pear}]}                     | stages[0].scenario: must be one of",
        "{stages: [{scenario: peer, pairs: 3}]}           | stages[0].pairs: is not known",
        "{stages: [{scenario: peer, options: {par: 3}}]}  | stages[0].options.par: the scenario peer",
        "{stages: [{scenario: peer, options: {pairs: x}}]} | '--pairs'",
        "{stages: [{scenario: peer, options: {pairs: [1]}}]} | stages[0].options.pairs: must have",
        "{stages: [{scenario: peer, options: {target: a}}]} | is for the whole plan",
        "{stages: [{scenario: conn, duration: 3s}]}       | stages[0].duration: the scenario conn",
        "{stages: [{scenario: peer, duration: 3}]}        | must be a duration",
        "{stages: [{scenario: peer, rate: fast}]}         | must be a rate",
        "{stages: [{scenario: peer, thresholds: [a]}]}    | stages[0].thresholds[0]: must be",
        "{stages: [{scenario: peer}, {scenario: peer}]}   | stages[1].name: there is another",
        "{stages: [{name: a b, scenario: peer}]}          | stages[0].name: must be a letter",
        "{stages: [{scenario: peer}], thresholds: 3}      | thresholds: must be a list",
        "'{stages: ['                                     | plan.yaml"
      })
  void namesTheFieldThatIsWrong(String yaml, String problem) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(problem);
  }
}
