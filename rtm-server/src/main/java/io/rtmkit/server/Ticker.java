package io.rtmkit.server;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which a server looks at the clock. Thread-safe. */
final class Ticker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ticker.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rtm-ticker"));

  /** Runs a task again and again, whatever becomes of it. */
  void every(long millis, Runnable task) {
    Runnable safely =
        () -> {
          try {
            task.run();
          } catch (Throwable e) { // an Error too: the executor would never run it again
            log.error("a periodic task failed", e);
          }
        };
    thread.scheduleAtFixedRate(safely, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Runs a task once, soon. */
  void soon(Runnable task) {
    thread.execute(task);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
