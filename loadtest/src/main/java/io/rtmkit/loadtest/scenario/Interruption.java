package io.rtmkit.loadtest.scenario;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C ends a run early, but not before it has reported. Thread-safe. */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch reported = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onShutdown, "interruption");

  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void onShutdown() {
    asked.countDown();
    try {
      reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits; true at once if somebody wants the end. */
  boolean await(long nanos) throws InterruptedException {
    return asked.await(nanos, TimeUnit.NANOSECONDS);
  }

  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  @Override
  public void close() {
    reported.countDown();
    if (!isAsked()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
