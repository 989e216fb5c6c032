package io.rtmkit.server.cluster.bus;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two threads of the bus: one reads and calls the listener, the other looks at the clock, so
 * that a listener that takes its time costs no lease. Thread-safe; after the end nothing is done
 * any more.
 */
final class BusThreads implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BusThreads.class);

  private final Executor reader;
  private volatile boolean closed;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "rtm-bus-timer"));

  /**
   * Threads of a bus.
   *
   * @param reader the thread on which what is read comes, so that it need not change
   */
  BusThreads(Executor reader) {
    this.reader = reader;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Does it on the thread that calls the listener; returns false after the end. */
  @CanIgnoreReturnValue
  boolean onReader(Runnable task) {
    return !closed && accept(() -> reader.execute(safely(task)));
  }

  void onTimer(Runnable task) {
    accept(() -> timer.execute(safely(task)));
  }

  /** Does it later, on the timer. */
  void later(Runnable task, Duration delay) {
    accept(() -> timer.schedule(safely(task), delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Does it again and again, on the timer; the first time at once. */
  void every(Duration time, Runnable task) {
    accept(
        () -> timer.scheduleWithFixedDelay(safely(task), 0, time.toNanos(), TimeUnit.NANOSECONDS));
  }

  private static boolean accept(Runnable submission) {
    try {
      submission.run();
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private static Runnable safely(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Throwable e) { // an Error too: a periodic task would never run again
        log.error("a task of the bus failed", e);
      }
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
    closed = true;
  }
}
