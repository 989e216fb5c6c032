package io.rtmkit.server.transport;

import io.netty.util.concurrent.EventExecutor;
import io.rtmkit.server.core.port.Telemetry;
import java.util.concurrent.TimeUnit;

/**
 * Measures how late an event loop runs its tasks: four times a second it looks how long after its
 * time it gets its turn. One per loop; runs on it.
 */
final class LoopLag implements Runnable {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final EventExecutor loop;
  private final Telemetry telemetry;
  private long due;

  LoopLag(EventExecutor loop, Telemetry telemetry) {
    this.loop = loop;
    this.telemetry = telemetry;
  }

  void start() {
    loop.execute(this::next);
  }

  @Override
  public void run() {
    telemetry.loopLate(Math.max(0, System.nanoTime() - due));
    next();
  }

  private void next() {
    if (!loop.isShuttingDown()) {
      due = System.nanoTime() + PERIOD_NANOS;
      loop.schedule(this, PERIOD_NANOS, TimeUnit.NANOSECONDS);
    }
  }
}
