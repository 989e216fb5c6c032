package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.measure.UsageSeries;
import io.rtmkit.loadtest.report.Chart;
import io.rtmkit.loadtest.report.Latency;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.threshold.Figures;
import io.rtmkit.loadtest.threshold.Quantity;
import io.rtmkit.loadtest.threshold.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a run has measured. Immutable.
 *
 * @param seconds that count
 * @param server null if nobody looked at it
 */
public record Outcome(
    Measurement measurement,
    double seconds,
    UsageSeries tester,
    @Nullable UsageSeries server,
    boolean interrupted) {
  private static final double MILLI = 1e6;
  private static final double MOST_LAG_NANOS = 5e6;
  private static final double MEGA = 1048576.0;

  /** The figures of a measurement that took so long. */
  static Figures figures(Measurement measurement, double seconds) {
    Figures figures = new Figures();
    for (Timing timing : measurement.timings()) {
      Histogram total = timing.total();
      figures.timing(timing.name(), total, total.getTotalCount() / seconds);
    }
    measurement.counters().forEach((name, count) -> figures.number(name, Quantity.COUNT, count));
    return figures;
  }

  static void addUsage(Figures figures, UsageSeries server, long units) {
    figures.number("server.cpu", Quantity.PERCENT, server.cpuPercent());
    figures.number("server.memory", Quantity.BYTES, (double) server.mostBytes());
    figures.number("server.work", Quantity.NANOS, (double) server.cpuNanos() / Math.max(1, units));
  }

  /**
   * All figures.
   *
   * @param leading the timing whose count the server's work is divided by
   */
  public Figures figures(String leading) {
    Figures figures = figures(measurement, seconds);
    if (server != null) {
      addUsage(figures, server, (long) figures.find(leading + ".count").orElse(0));
    }
    return figures;
  }

  /** The thresholds that nobody has to ask for, unless these already speak of the same. */
  public List<Threshold> implied(List<Threshold> given) {
    return measurement.faults().stream()
        .filter(fault -> given.stream().noneMatch(each -> each.metric().equals(fault)))
        .map(Threshold::zero)
        .toList();
  }

  /** Puts what was measured into a report. */
  public void tell(Report report, String leading) {
    if (interrupted) {
      report.fact("ended early", "interrupted");
    }
    report.fact("measured", Quantity.NANOS.text(seconds * 1e9));
    report.fact("tester CPU", Quantity.PERCENT.text(tester.cpuPercent()) + " of one core");
    if (server != null) {
      Figures figures = figures(leading);
      report
          .fact("server CPU", Quantity.PERCENT.text(server.cpuPercent()) + " of one core")
          .fact("server memory", Quantity.BYTES.text((double) server.mostBytes()) + " at most")
          .fact(
              "server CPU per " + leading,
              Quantity.NANOS.text(figures.find("server.work").orElse(0)));
    }
    tellDoubts(report);
    for (Timing timing : measurement.timings()) {
      Histogram total = timing.total();
      double rate = total.getTotalCount() / seconds;
      report.latency(new Latency(timing.name(), timing.meaning(), total, rate));
    }
    measurement.counters().forEach(report::counter);
    tellRefusals(report);
    tellCharts(report);
  }

  /** What makes the figures say less than they seem to. */
  private void tellDoubts(Report report) {
    Figures figures = figures(measurement, seconds);
    double late = figures.find(Measurement.LAG + ".p99").orElse(0);
    if (late > MOST_LAG_NANOS) {
      report.fact(
          "doubt",
          "the tester was late itself (lag p99 "
              + Quantity.NANOS.text(late)
              + "), and every latency contains that");
    }
    if (figures.find(Measurement.REFUSED).orElse(0) > 0) {
      report.fact(
          "refused",
          "not all was accepted, see the codes; if it is because the server's rates limit each user"
              + " (rates.*, docs/settings.md): more users, or higher limits");
    }
  }

  private void tellRefusals(Report report) {
    Map<String, Long> refusals = measurement.refusals();
    List<List<String>> rows = new ArrayList<>();
    refusals.forEach((what, count) -> rows.add(List.of(what, Quantity.COUNT.text(count))));
    if (!rows.isEmpty()) {
      report.table("Refused, by code", List.of("request and code", "count"), rows);
    }
  }

  private void tellCharts(Report report) {
    List<Timing> timings =
        measurement.timings().stream()
            .filter(timing -> !timing.points().isEmpty() && timing.total().getTotalCount() > 1)
            .toList();
    if (!timings.isEmpty()) {
      List<Double> seconds = timings.get(0).points().stream().map(Timing.Point::second).toList();
      List<Chart.Series> rates =
          timings.stream()
              .map(timing -> series(timing.name(), timing.points(), Timing.Point::perSecond))
              .toList();
      report.chart(Chart.overTime("rate", "Rate", "1/s", seconds, rates));
      timings.forEach(timing -> report.chart(latency(timing, seconds)));
    }
    List<Double> looks = tester.points().stream().map(UsageSeries.Point::second).toList();
    List<Chart.Series> cpu = new ArrayList<>();
    if (server != null && server.points().size() == looks.size()) {
      cpu.add(series("server", server.points(), UsageSeries.Point::cpuPercent));
      cpu.add(series("tester", tester.points(), UsageSeries.Point::cpuPercent));
      report.chart(Chart.overTime("cpu", "CPU, percent of one core", "%", looks, cpu));
      List<Chart.Series> memory =
          List.of(series("server", server.points(), point -> point.residentBytes() / MEGA));
      report.chart(Chart.overTime("memory", "Memory", "MB", looks, memory));
    } else if (!looks.isEmpty()) {
      cpu.add(series("tester", tester.points(), UsageSeries.Point::cpuPercent));
      report.chart(Chart.overTime("cpu", "CPU, percent of one core", "%", looks, cpu));
    }
  }

  private static Chart latency(Timing timing, List<Double> seconds) {
    List<Timing.Point> points = timing.points();
    return Chart.overTime(
        timing.name(),
        "Latency: " + timing.name(),
        "ms",
        seconds,
        List.of(
            series("p50", points, point -> millis(point, point.p50())),
            series("p99", points, point -> millis(point, point.p99())),
            series("max", points, point -> millis(point, point.max()))));
  }

  /** A second in which nothing came has no latency. */
  private static double millis(Timing.Point point, long nanos) {
    return point.perSecond() == 0 ? Double.NaN : nanos / MILLI;
  }

  private static <T> Chart.Series series(
      String name, List<T> points, ToDoubleFunction<? super T> value) {
    return new Chart.Series(name, points.stream().map(value::applyAsDouble).toList());
  }
}
