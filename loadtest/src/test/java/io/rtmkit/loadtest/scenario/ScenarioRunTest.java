package io.rtmkit.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.wire.Target;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run waits for at its end. */
@Timeout(60)
class ScenarioRunTest {
  private static final int RATE = 1_000;
  private static final Duration DURATION = Duration.ofMillis(200);
  private static final int COUNT = 200;

  private final EventLoop loop = new DefaultEventLoop();

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** Stands still from its first turn until the run should be over. */
  private final class Late extends PacedScenario<Timing> implements Paced {
    private long endNanos;
    private int fired;

    Late() {
      super(new Rate(RATE, RATE));
    }

    @Override
    protected Timing declareTimings(Measurement to) {
      return to.timing("done", "from when something was due until it was done");
    }

    @Override
    public String leading() {
      return "done";
    }

    @Override
    public void prepare(Scene scene) {}

    @Override
    protected List<? extends Paced> turns() {
      return List.of(this);
    }

    @Override
    public void start(Span span) {
      endNanos = span.endNanos();
      super.start(span);
    }

    @Override
    public EventLoop loop() {
      return loop;
    }

    @Override
    public void fire(long intendedNanos) {
      if (fired++ == 0) {
        standStillUntil(endNanos + DURATION.toNanos());
      }
      timings().done(intendedNanos);
    }

    @Override
    protected boolean hasEnded() {
      return true;
    }

    @Override
    public void conclude() {}
  }

  /** The time itself is what is tested. */
  private static void standStillUntil(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatTheTesterIsLateWithIsDoneAndMeasured() throws Exception {
    Target target =
        new Target(List.of(new InetSocketAddress("localhost", 1)), false, "a".repeat(32), "");
    PrintWriter err = new PrintWriter(Writer.nullWriter());
    try (Interruption interruption = new Interruption()) {
      Environment environment = new Environment(target, 1, 1, null, true, err, interruption);
      ScenarioRun run = new ScenarioRun(new Late(), environment, Duration.ZERO, DURATION);
      Outcome outcome = run.execute(new Progress.Silent());
      assertThat(outcome.figures("done").find("done.count")).hasValue(COUNT);
    }
  }
}
