package io.rtmkit.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.measure.UsageSeries;
import io.rtmkit.loadtest.process.ProcessUsage;
import io.rtmkit.loadtest.report.Chart;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.threshold.Figures;
import io.rtmkit.loadtest.threshold.Threshold;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run says of itself: figures, doubts, charts, and what must be zero. */
class OutcomeTest {
  private static final long SECOND = 1_000_000_000L;

  private final Measurement measurement = new Measurement();
  private final Timing rtt = measurement.timing("rtt", "from sending to the answer");
  private final Report report = new Report("a run");

  OutcomeTest() {
    measurement.begin(new Span(0, 0, 10 * SECOND));
  }

  private void answered(int count, long nanos) {
    for (int i = 0; i < count; i++) {
      rtt.done(0, nanos);
    }
  }

  private static UsageSeries usage(long... cpuNanos) throws Exception {
    Deque<ProcessUsage> looks = new ArrayDeque<>();
    for (long cpu : cpuNanos) {
      looks.add(new ProcessUsage(cpu, 3 << 20));
    }
    UsageSeries series = new UsageSeries(looks::remove);
    for (int i = 0; i < cpuNanos.length; i++) {
      series.sample(i);
    }
    return series;
  }

  private Outcome outcome(UsageSeries server) throws Exception {
    measurement.close();
    return new Outcome(measurement, 10, usage(0, 1), server, false);
  }

  private List<String> charts() {
    return report.charts().stream().map(Chart::title).toList();
  }

  @Test
  void theServersWorkIsDividedByWhatLeads() throws Exception {
    answered(4, 1_000);
    Figures figures = outcome(usage(100, 900)).figures("rtt");
    assertThat(figures.find("server.work").getAsDouble()).isEqualTo(200);
    assertThat(figures.find("server.memory").getAsDouble()).isEqualTo(3 << 20);
    assertThat(figures.find("rtt.count").getAsDouble()).isEqualTo(4);
    assertThat(figures.find("rtt.rate").getAsDouble()).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void aServerThatDidNothingForNobodyDividesByOne() throws Exception {
    Figures figures = outcome(usage(100, 900)).figures("rtt");
    assertThat(figures.find("server.work").getAsDouble()).isEqualTo(800);
  }

  @Test
  void withoutALookAtTheServerThereAreNoFiguresOfIt() throws Exception {
    Outcome outcome = outcome(null);
    outcome.tell(report, "rtt");
    assertThat(report.facts())
        .containsKeys("measured", "tester CPU")
        .doesNotContainKey("server CPU");
    assertThat(outcome.figures("rtt").names()).doesNotContain("server.");
  }

  @Test
  void aRunThatEndedEarlySaysSo() throws Exception {
    new Outcome(measurement, 1, usage(0, 1), null, true).tell(report, "rtt");
    assertThat(report.facts()).containsEntry("ended early", "interrupted");
  }

  private static String doubtAfter(long lateNanos) throws Exception {
    Measurement late = new Measurement();
    Timing lag = late.lag();
    late.begin(new Span(0, 0, SECOND));
    lag.done(0, lateNanos);
    late.close();
    assertThat(lag.total().getTotalCount()).isEqualTo(1);
    Report told = new Report("late");
    new Outcome(late, 1, usage(0, 1), null, false).tell(told, "rtt");
    return told.facts().getOrDefault("doubt", "none");
  }

  @Test
  void aTesterThatWasLateItselfIsDoubted() throws Exception {
    assertThat(doubtAfter(4_900_000)).isEqualTo("none");
    assertThat(doubtAfter(6_000_000)).contains("late itself", "lag p99");
  }

  @Test
  void refusalsAreExplainedAndCountedByCode() throws Exception {
    outcome(null).tell(report, "rtt");
    assertThat(report.facts()).doesNotContainKey("refused");
    assertThat(report.tables()).isEmpty();

    measurement.refused("peer message", 4);
    measurement.refused("peer message", 4);
    outcome(null).tell(report, "rtt");
    assertThat(report.facts().get("refused")).contains("rates.*");
    assertThat(report.tables().get(0).rows()).containsExactly(List.of("peer message 4", "2"));
    assertThat(report.counters()).containsEntry(Measurement.REFUSED, 2L);
  }

  @Test
  void faultsMustBeZeroUnlessSomebodySaysOtherwise() throws Exception {
    Threshold lenient = Threshold.parse("lost<=3");
    List<String> implied =
        outcome(null).implied(List.of(lenient)).stream().map(Threshold::metric).toList();
    assertThat(implied)
        .contains(Measurement.DUPLICATED, Measurement.REORDERED, Measurement.UNANSWERED)
        .doesNotContain(Measurement.LOST, Measurement.REFUSED, Measurement.DISCONNECTED);
  }

  @Test
  void aSecondWithoutAnythingHasNoLatencyInTheChart() throws Exception {
    answered(3, 2_000_000);
    measurement.sample(SECOND);
    measurement.sample(2 * SECOND);
    outcome(null).tell(report, "rtt");
    Chart latency =
        report.charts().stream()
            .filter(chart -> chart.title().equals("Latency: rtt"))
            .findFirst()
            .orElseThrow();
    List<Double> p50 = latency.series().get(0).values();
    assertThat(p50.get(0)).isCloseTo(2.0, within(0.01));
    assertThat(p50.get(1)).isNaN();
  }

  @Test
  void chartsOfTheServerNeedAsManyLooksAsTheTesterHad() throws Exception {
    outcome(usage(0, 1)).tell(report, "rtt");
    assertThat(charts()).contains("Memory");
    Report other = new Report("another");
    new Outcome(measurement, 10, usage(0, 1, 2), usage(0, 1), false).tell(other, "rtt");
    assertThat(other.charts()).extracting(Chart::title).doesNotContain("Memory");
    assertThat(other.charts()).hasSize(1);
  }
}
