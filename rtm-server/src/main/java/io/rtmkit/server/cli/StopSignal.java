package io.rtmkit.server.cli;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wait for SIGTERM or Ctrl-C. The first one ends the wait; with the second the operator says
 * that the process must not finish its work, and it ends at once. Thread-safe.
 */
final class StopSignal {
  private static final Logger log = LoggerFactory.getLogger(StopSignal.class);

  /** What shells make of a process that SIGINT ended. */
  private static final int INTERRUPTED = 130;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  /** Listens from now on. */
  void listen() {
    boolean heard = Signals.on("TERM", this::onSignal);
    heard &= Signals.on("INT", this::onSignal);
    if (!heard) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "rtm-stop"));
    }
  }

  private synchronized void onSignal() {
    if (asked.getCount() == 0) {
      log.warn("asked to stop a second time: ends at once");
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    asked.countDown();
  }

  /** Without signals: the system ends this process when its hooks are through. */
  private void onShutdown() {
    asked.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  void await() throws InterruptedException {
    asked.await();
  }

  /** Everything that had to be done before the end has been done. */
  void finished() {
    done.countDown();
  }
}
