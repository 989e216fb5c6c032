package io.rtmkit.loadtest.compare.work;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Calls at a fixed rate, with the time at which each was due: what comes late is not left out.
 * Event loop only.
 */
final class Arrivals {
  private static final int AT_MOST_AT_ONCE = 1_000;

  private final EventLoop loop;
  private final double rate;
  private final LongConsumer call;
  private final Runnable afterCalls;
  private final long startNanos = System.nanoTime();
  private long calls;
  private boolean stopped;

  /**
   * Begins.
   *
   * @param call gets the time at which it was due, in the time of System.nanoTime
   * @param afterCalls when those that are due have been called
   */
  Arrivals(EventLoop loop, double rate, LongConsumer call, Runnable afterCalls) {
    this.loop = loop;
    this.rate = rate;
    this.call = call;
    this.afterCalls = afterCalls;
    loop.execute(this::turn);
  }

  void stop() {
    stopped = true;
  }

  private long dueNanos(long number) {
    return startNanos + (long) (number * 1e9 / rate);
  }

  private void turn() {
    if (stopped) {
      return;
    }
    long now = System.nanoTime();
    for (int i = 0; i < AT_MOST_AT_ONCE && dueNanos(calls) <= now; i++) {
      call.accept(dueNanos(calls++));
    }
    afterCalls.run();
    loop.schedule(
        this::turn, Math.max(0, dueNanos(calls) - System.nanoTime()), TimeUnit.NANOSECONDS);
  }
}
