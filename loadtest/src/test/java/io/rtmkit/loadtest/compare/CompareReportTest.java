package io.rtmkit.loadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.compare.work.Outcome;
import io.rtmkit.loadtest.compare.work.Samples;
import io.rtmkit.loadtest.report.Chart;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.report.Summary;
import io.rtmkit.loadtest.report.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a comparison of two rounds says. */
class CompareReportTest {
  private final Samples samples = new Samples();
  private final Outcome outcome = samples.outcome();
  private final Report report = new Report("compare");

  private void twoRounds() {
    samples.round(1).rate("small", "rtmkit", 3_000, 0).rate("small", "nats", 1_000, 7);
    samples.rate("large", "rtmkit", 2_000, 0).rate("large", "nats", 1_000, 0);
    samples.latency("wait", "rtmkit", 2).latency("wait", "nats", 8);
    samples.round(2).rate("small", "rtmkit", 5_000, 0).rate("small", "nats", 1_000, 0);
    samples.latency("wait", "rtmkit", 4).latency("wait", "nats", 8);
    samples.growth("members", 100, "small").growth("members", 1_000, "large");
  }

  private Table table(String title) {
    return report.tables().stream().filter(t -> t.title().equals(title)).findFirst().orElseThrow();
  }

  @Test
  void hasTheMediansOfEachWork() {
    twoRounds();
    new CompareReport(outcome).tell(report);

    Table medians = table("small (medians)");
    assertThat(medians.header()).containsExactly("", "per second", "wrong");
    assertThat(medians.rows())
        .containsExactly(List.of("rtmkit", "4,000", "0.000"), List.of("nats", "1,000", "3.500"));
  }

  @Test
  void endsWithTheRatios() {
    twoRounds();
    new CompareReport(outcome).tell(report);

    StringWriter out = new StringWriter();
    Summary.print(report, new PrintWriter(out));
    List<String> lines = out.toString().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertThat(lines.subList(lines.size() - 3, lines.size()))
        .containsExactly(
            " small rtmkit / nats 4.00 3.00 to 5.00 per second more",
            " large rtmkit / nats 2.00 2.00 to 2.00 per second more",
            " wait rtmkit / nats 0.37 0.25 to 0.50 p99 ms less");
  }

  @Test
  void keepsEveryRound() {
    twoRounds();
    new CompareReport(outcome).tellTheRest(report);

    Table rounds = table("small (every round)");
    assertThat(rounds.header()).containsExactly("round", "peer", "per second", "wrong");
    assertThat(rounds.rows())
        .hasSize(4)
        .contains(List.of("1", "nats", "1000.000", "7.000"))
        .contains(List.of("2", "rtmkit", "5000.000", "0.000"));
  }

  @Test
  void mergesTheLatenciesOfAllRounds() {
    twoRounds();
    new CompareReport(outcome).tellTheRest(report);

    assertThat(report.latencies()).hasSize(2);
    assertThat(report.latencies().get(0).name()).isEqualTo("rtmkit-wait");
    assertThat(report.latencies().get(0).nanos().getTotalCount()).isEqualTo(2);
    assertThat(report.latencies().get(0).nanos().getMaxValue()).isGreaterThanOrEqualTo(4_000_000);
    assertThat(report.latencies().get(0).perSecond()).isEqualTo(1);
  }

  @Test
  void drawsWhatIsJudgedAndHowItGrows() {
    twoRounds();
    new CompareReport(outcome).tellTheRest(report);

    Chart growth = report.charts().get(0);
    assertThat(growth.title()).isEqualTo("How cost grows with members");
    assertThat(growth.labels()).containsExactly("100", "1,000");
    assertThat(growth.series())
        .containsExactly(
            new Chart.Series("rtmkit", List.of(4_000.0, 2_000.0)),
            new Chart.Series("nats", List.of(1_000.0, 1_000.0)));
    Chart small = report.charts().get(1);
    assertThat(small.labels()).containsExactly("rtmkit", "nats");
    assertThat(small.series())
        .containsExactly(new Chart.Series("per second", List.of(4_000.0, 1_000.0)));
    assertThat(report.charts().get(3).unit()).isEqualTo("p99 ms");
  }

  @Test
  void leavesOutWhatOneAloneDoesNotTell() {
    samples.round(1).rate("small", "rtmkit", 3_000, 0).growth("members", 100, "small");
    new CompareReport(outcome).tell(report);
    new CompareReport(outcome).tellTheRest(report);

    assertThat(report.charts()).isEmpty();
    assertThat(report.tables())
        .extracting(Table::title)
        .containsExactly("small (medians)", "small (every round)");
  }

  @Test
  void whatOursLosesIsMissedAndWhatOthersLoseIsNot() {
    twoRounds();
    new CompareReport(outcome).tellTheRest(report);
    assertThat(report.passed()).isTrue();

    samples.rate("small", "rtmkit-ws", 1_000, 2);
    Report other = new Report("compare");
    new CompareReport(outcome).tellTheRest(other);
    assertThat(other.passed()).isFalse();
    assertThat(other.verdicts().get(0).actual()).isEqualTo("2");
  }
}
