package io.rtmkit.client.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one at a time and in order on whatever executor the application gave. Counts what
 * waits, so that a reader can stop reading while the application is behind. Any thread.
 */
final class SerialExecutor {
  private final Executor target;
  private final ClientLog log;
  private final long roomBytes;

  @GuardedBy("this")
  private final ArrayDeque<Task> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private long waitingBytes;

  @GuardedBy("this")
  private boolean running;

  SerialExecutor(Executor target, long roomBytes, ClientLog log) {
    this.target = target;
    this.roomBytes = roomBytes;
    this.log = log;
  }

  void execute(int bytes, Runnable body) {
    synchronized (this) {
      waiting.add(new Task(bytes, body));
      waitingBytes += bytes;
      if (running) {
        return;
      }
      running = true;
    }
    try {
      target.execute(this::runAll);
    } catch (RuntimeException | Error e) {
      onNotTaken(e);
    }
  }

  /** Waits until less than the given room is taken. */
  synchronized void awaitRoom() throws InterruptedException {
    while (waitingBytes > roomBytes) {
      wait();
    }
  }

  private void runAll() {
    for (Task task = next(null); task != null; task = next(task)) {
      try {
        task.body.run();
      } catch (RuntimeException | Error e) {
        log.error("a callback of the application failed", e);
      }
    }
  }

  private synchronized @Nullable Task next(@Nullable Task done) {
    if (done != null) {
      waitingBytes -= done.bytes;
      notifyAll();
    }
    Task task = waiting.poll();
    running = task != null;
    return task;
  }

  // An executor that refuses has been shut down, or is broken: nobody is left to tell. An Error is
  // a
  // shortage that may pass, such as no memory for a thread: what waits is kept for the next try.
  private synchronized void onNotTaken(Throwable cause) {
    running = false;
    int dropped = 0;
    if (cause instanceof RuntimeException || waitingBytes > roomBytes) {
      dropped = waiting.size();
      waiting.clear();
      waitingBytes = 0;
    }
    notifyAll();
    log.error("the executor did not take a callback, " + dropped + " dropped", cause);
  }

  /** One callback and the bytes that it keeps in memory. */
  private static final class Task {
    final int bytes;
    final Runnable body;

    Task(int bytes, Runnable body) {
      this.bytes = bytes;
      this.body = body;
    }
  }
}
