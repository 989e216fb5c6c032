package io.rtmkit.client.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns the state of a client. Its queue is bounded by those who add to it:
 * {@link Gateway} limits the application's calls, {@link Link} the frames that wait. Any thread.
 */
final class ClientLoop {
  private final ScheduledThreadPoolExecutor executor;
  private final ClientLog log;

  @GuardedBy("this")
  private boolean ending;

  ClientLoop(String threadName, ClientLog log) {
    this(
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            }),
        log);
  }

  ClientLoop(ScheduledThreadPoolExecutor executor, ClientLog log) {
    this.executor = executor;
    this.log = log;
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs a task on the loop; answers false if the loop has ended. */
  synchronized boolean execute(Runnable task) {
    if (!ending) {
      executor.execute(() -> run(task));
    }
    return !ending;
  }

  /** Runs a task on the loop after a while, unless it is cancelled or the loop ends before. */
  synchronized Timer schedule(long delayMs, Runnable task) {
    return ending
        ? Timer.NONE
        : new Timer(executor.schedule(() -> run(task), delayMs, TimeUnit.MILLISECONDS));
  }

  /** Lets the tasks run that are queued and ends the thread. */
  synchronized void shutdown() {
    if (!ending) {
      ending = true;
      // As the last task: on Java 8, and so on Android, it throws away all that is queued.
      executor.execute(executor::shutdown);
    }
  }

  /** Milliseconds of a clock that only goes forward. */
  static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      log.error("fault in the client", e);
    }
  }

  /** Something that will happen, unless cancelled. Loop thread. */
  static final class Timer {
    static final Timer NONE = new Timer(null);

    private final @Nullable ScheduledFuture<?> future;

    private Timer(@Nullable ScheduledFuture<?> future) {
      this.future = future;
    }

    void cancel() {
      if (future != null) {
        future.cancel(false);
      }
    }
  }
}
