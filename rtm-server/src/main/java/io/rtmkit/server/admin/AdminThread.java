package io.rtmkit.server.admin;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread for what would hold up the bus between the servers. Thread-safe. */
final class AdminThread implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;

  private final ThreadPoolExecutor executor;

  AdminThread() {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "rtm-admin");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a task behind the others.
   *
   * @throws java.util.concurrent.RejectedExecutionException if too many wait
   */
  void run(Runnable task) {
    executor.execute(task);
  }

  /** What waits is not run any more. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
