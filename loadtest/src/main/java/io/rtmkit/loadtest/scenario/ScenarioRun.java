package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.ServerUsage;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.measure.UsageSeries;
import io.rtmkit.loadtest.threshold.Figures;
import io.rtmkit.loadtest.threshold.Quantity;
import io.rtmkit.loadtest.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The course of one scenario, from the first connection to the last. One thread. */
final class ScenarioRun {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** Longer than the server takes to answer a message whose receiver is silent. */
  private static final Duration DRAIN = Duration.ofSeconds(12);

  private static final int LEAVE_SECONDS = 3;

  private final Scenario scenario;
  private final Environment environment;
  private final Interruption interruption;
  private final Duration warmUp;
  private final Duration duration;
  private final Measurement measurement = new Measurement();
  private final UsageSeries tester =
      new UsageSeries(ServerUsage.ofProcess(ProcessHandle.current().pid()));
  private final @Nullable UsageSeries server;

  ScenarioRun(Scenario scenario, Environment environment, Duration warmUp, Duration duration) {
    this.scenario = scenario;
    this.environment = environment;
    this.interruption = environment.interruption();
    this.warmUp = warmUp;
    this.duration = duration;
    ServerUsage usage = environment.usage();
    this.server = usage == null ? null : new UsageSeries(usage);
    scenario.declare(measurement);
  }

  /** The figures that there will be, without values yet. */
  Figures declared() {
    Figures figures = Outcome.figures(measurement, 1);
    if (server != null) {
      Outcome.addUsage(figures, server, 0);
    }
    return figures;
  }

  /** Runs all of it. */
  Outcome execute(Progress progress) throws IOException, InterruptedException {
    try (Wire wire = new Wire(environment.target(), environment.loops())) {
      Scene scene = new Scene(wire, measurement, environment.connecting());
      progress.update(0, "preparing");
      scenario.prepare(scene);
      Span span = Span.startingNow(warmUp, duration);
      measurement.begin(span);
      scenario.start(span);
      long endNanos = watch(span, progress);
      scenario.stop();
      drain(wire);
      scenario.giveUp();
      wire.awaitLoops();
      scenario.conclude();
      measurement.close();
      scene.leave(LEAVE_SECONDS);
      double seconds = Math.max(1e-9, (endNanos - span.measureNanos()) / 1e9);
      return new Outcome(measurement, seconds, tester, server, interruption.isAsked());
    }
  }

  /** Takes the samples until the end, and answers when that was. */
  private long watch(Span span, Progress progress) throws InterruptedException {
    long sampleNanos = span.measureNanos();
    boolean over = interruption.await(Math.max(0, sampleNanos - System.nanoTime()));
    sampleUsage(0);
    while (!over) {
      sampleNanos = Math.min(sampleNanos + SECOND.toNanos(), span.endNanos());
      over = awaitSample(sampleNanos) || sampleNanos == span.endNanos();
      long now = System.nanoTime();
      measurement.sample(now);
      sampleUsage((now - span.measureNanos()) / 1e9);
      progress.update(Math.min(1, scenario.progress(span)), now());
    }
    return Math.min(System.nanoTime(), span.endNanos());
  }

  /** Waits for a moment; true if the run is over before. */
  private boolean awaitSample(long untilNanos) throws InterruptedException {
    long left = untilNanos - System.nanoTime();
    while (left > 0 && !scenario.isOver()) {
      if (interruption.await(Math.min(left, LOOK.toNanos()))) {
        return true;
      }
      left = untilNanos - System.nanoTime();
    }
    return scenario.isOver();
  }

  /** Waits for what a tester that is late has still to do, and for all answers. */
  private void drain(Wire wire) throws InterruptedException {
    long endNanos = System.nanoTime() + DRAIN.toNanos();
    do {
      wire.awaitLoops();
      if (scenario.isSettled()) {
        return;
      }
      // Many streams on several event loops: asking now and then is simpler than to be told.
      Thread.sleep(LOOK.toMillis());
    } while (System.nanoTime() - endNanos < 0);
  }

  private void sampleUsage(double second) throws InterruptedException {
    tester.sample(second);
    if (server != null) {
      server.sample(second);
    }
  }

  /** What is measured just now, in one line. */
  private String now() {
    Optional<Timing> leading =
        measurement.timings().stream()
            .filter(timing -> timing.name().equals(scenario.leading()))
            .findFirst();
    List<Timing.Point> points = leading.map(Timing::points).orElse(List.of());
    if (points.isEmpty()) {
      return "";
    }
    Timing.Point last = points.get(points.size() - 1);
    return Quantity.RATE.text(last.perSecond())
        + "  p50 "
        + Quantity.NANOS.text((double) last.p50())
        + "  p99 "
        + Quantity.NANOS.text((double) last.p99());
  }
}
