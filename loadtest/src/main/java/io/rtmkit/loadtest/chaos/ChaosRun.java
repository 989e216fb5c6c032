package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.check.Checker;
import io.rtmkit.loadtest.check.Figure;
import io.rtmkit.loadtest.check.Tolerance;
import io.rtmkit.loadtest.check.Verdict;
import io.rtmkit.loadtest.process.Await;
import io.rtmkit.loadtest.process.OpenFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One run from the first login to the verdict. One thread, which blocks. */
final class ChaosRun {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ARRIVAL = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofSeconds(1);
  // An invitation that nobody answers ends after 60 s, one that no server knows of after 95 s, by
  // the client's own clock.
  private static final Duration LONGEST_CALL = Duration.ofSeconds(105);
  // Within which all must see the same after a fault, and after the death of a server.
  private static final Duration AGREEMENT = Duration.ofSeconds(10);
  private static final Duration AGREEMENT_AFTER_DEATH = Duration.ofSeconds(32);
  // One round in this many does not wait for the clients.
  private static final int KILLED_EARLY = 5;
  private static final int CALLBACK_THREADS = 4;
  // Sockets whose closing has not been noticed yet.
  private static final double FILE_SLACK = 10;

  private final ChaosPlan plan;
  private final ChaosReport report;
  private final Random random;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  // What a client has to tell after the end nobody hears.
  private final ExecutorService callbacks =
      new ThreadPoolExecutor(
          CALLBACK_THREADS,
          CALLBACK_THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          new ThreadPoolExecutor.DiscardPolicy());

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
    Crowd crowd = new Crowd(plan, scene, stage.hopAddress());
    Striker striker = new Striker(stage, crowd, new Random(plan.seed() + 3));
    try {
      if (!crowd.enter(PATIENCE)) {
        throw new IOException("not all users could log in; see " + stage.directory());
      }
      double filesBefore = OpenFiles.count();
      Traffic traffic = new Traffic(crowd, plan);
      traffic.start();
      crowd.travel();
      for (Fault fault : plan.strikes()) {
        round(fault, striker, crowd, scene.clock());
      }
      Thread.sleep(plan.roundTime().toMillis());
      traffic.stop();
      report.talked(scene.clock().now());
      awaitRest(crowd);
      for (ServerNode node : stage.nodes()) {
        node.requireAlive();
      }
      Figure files = new Figure("file handles", filesBefore, OpenFiles.count(), FILE_SLACK);
      Verdict verdict = Checker.check(crowd.histories(), List.of(files), tolerance());
      return report.print(crowd, verdict, stage.directory());
    } finally {
      crowd.release();
    }
  }

  private Tolerance tolerance() {
    return plan.isCluster() ? Tolerance.CLUSTER : Tolerance.USUAL;
  }

  private void round(Fault fault, Striker striker, Crowd crowd, RunClock clock)
      throws IOException, InterruptedException {
    long longest = plan.roundTime().toMillis();
    Thread.sleep(longest / 4 + random.nextLong(longest * 3 / 4));
    long begin = clock.now();
    striker.strike(fault);
    long running = clock.now();
    report.struck(fault, begin, running);
    if (!plan.isCluster() && random.nextInt(KILLED_EARLY) == 0) {
      return; // the next fault strikes while they still come back
    }
    if (!crowd.awaitBack(PATIENCE)) {
      report.failed("not all clients came back within a minute: " + fault);
    }
    report.times().recovered(fault, clock.now() - begin);
    if (plan.isCluster()) {
      awaitAgreement(fault, crowd, clock, running);
    }
  }

  /** Those who come and go stay meanwhile: what changes all the time nobody sees alike. */
  private void awaitAgreement(Fault fault, Crowd crowd, RunClock clock, long running)
      throws InterruptedException {
    if (!crowd.settle(PATIENCE)) {
      report.failed("not all users came back within a minute: " + fault);
    }
    Duration longest = fault.losesServer() ? AGREEMENT_AFTER_DEATH : AGREEMENT;
    if (!crowd.awaitAgreement(longest)) {
      report.failed("not all saw the same within " + longest.toSeconds() + " s: " + fault);
      crowd.differences().forEach(report::failed);
    }
    report.times().agreed(fault, clock.now() - running);
    crowd.travel();
  }

  private void awaitRest(Crowd crowd) throws InterruptedException {
    if (!crowd.settle(PATIENCE)) {
      report.failed("not all users came back in the end");
    }
    // The API's time-outs are shorter: after this every call has its answer, or never gets one.
    if (!Await.until(() -> !crowd.isWaiting(), PATIENCE)) {
      report.failed("calls wait for their answers");
    }
    if (!Await.until(crowd::isWithoutCalls, LONGEST_CALL)) {
      report.failed("invitations have not ended");
    }
    Await.until(crowd.twins()::areOut, ARRIVAL);
    Await.until(() -> Checker.missing(crowd.histories(), tolerance()) == 0, ARRIVAL);
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
