package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.check.Checker;
import io.rtmkit.loadtest.check.Figure;
import io.rtmkit.loadtest.check.Tolerance;
import io.rtmkit.loadtest.check.Verdict;
import io.rtmkit.loadtest.process.OpenFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** One run from the first login to the verdict. One thread, which blocks. */
final class ChaosRun {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ARRIVAL = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofSeconds(1);
  // One round in this many does not wait for the clients.
  private static final int KILLED_EARLY = 5;
  private static final int CALLBACK_THREADS = 4;
  // Sockets whose closing has not been noticed yet.
  private static final double FILE_SLACK = 10;

  private final ChaosPlan plan;
  private final ChaosReport report;
  private final Random random;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService callbacks = Executors.newFixedThreadPool(CALLBACK_THREADS);

  ChaosRun(ChaosPlan plan, ChaosReport report) {
    this.plan = plan;
    this.report = report;
    this.random = new Random(plan.seed() + 2);
  }

  /** Runs everything and prints what came out; answers whether all promises held. */
  boolean execute() throws IOException, InterruptedException {
    Stage stage = new Stage(plan);
    boolean passed = false;
    try {
      stage.start();
      passed = play(stage);
      return passed;
    } finally {
      timer.shutdownNow();
      callbacks.shutdownNow();
      stage.close(!passed);
    }
  }

  private boolean play(Stage stage) throws IOException, InterruptedException {
    String runId = Long.toString(plan.seed(), Character.MAX_RADIX);
    Scene scene = new Scene(runId, stage.address(), new RunClock(), callbacks, timer);
    Crowd crowd = new Crowd(plan, scene);
    try {
      if (!crowd.enter(PATIENCE)) {
        throw new IOException("not all users could log in; see " + stage.directory());
      }
      double filesBefore = OpenFiles.count();
      Traffic traffic = new Traffic(crowd, plan);
      traffic.start();
      crowd.travel();
      for (Fault fault : Fault.plan(plan.store(), plan.rounds())) {
        round(fault, stage, crowd, scene.clock());
      }
      Thread.sleep(plan.roundTime().toMillis());
      traffic.stop();
      report.talked(scene.clock().now());
      awaitRest(crowd);
      Figure files = new Figure("file handles", filesBefore, OpenFiles.count(), FILE_SLACK);
      Verdict verdict = Checker.check(crowd.histories(), List.of(files), Tolerance.USUAL);
      return report.print(crowd, verdict, stage.directory());
    } finally {
      crowd.release();
    }
  }

  private void round(Fault fault, Stage stage, Crowd crowd, RunClock clock)
      throws IOException, InterruptedException {
    long longest = plan.roundTime().toMillis();
    Thread.sleep(longest / 4 + random.nextLong(longest * 3 / 4));
    long begin = clock.now();
    fault.strike(stage);
    report.struck(fault, begin, clock.now());
    if (random.nextInt(KILLED_EARLY) == 0) {
      return; // the next fault strikes while they still come back
    }
    if (!crowd.awaitBack(PATIENCE)) {
      report.failed("not all clients came back within a minute: " + fault);
    }
    report.times().recovered(fault, clock.now() - begin);
  }

  private void awaitRest(Crowd crowd) throws InterruptedException {
    if (!crowd.settle(PATIENCE)) {
      report.failed("not all users came back in the end");
    }
    // The API's time-outs are shorter: after this every call has its answer, or never gets one.
    if (!Await.until(() -> !crowd.isWaiting(), PATIENCE)) {
      report.failed("calls wait for their answers");
    }
    Await.until(() -> Checker.missing(crowd.histories(), Tolerance.USUAL) == 0, ARRIVAL);
    awaitQuiet(crowd);
    crowd.awaitAgreement(ARRIVAL);
  }

  /** A message that comes twice comes the second time when all that was awaited is there. */
  private static void awaitQuiet(Crowd crowd) throws InterruptedException {
    long[] seen = {-1, 0};
    Await.until(
        () -> {
          long size = crowd.size();
          long now = System.nanoTime();
          if (size != seen[0]) {
            seen[0] = size;
            seen[1] = now;
          }
          return now - seen[1] > QUIET.toNanos();
        },
        ARRIVAL);
  }
}
