package io.rtmkit.server.core.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets what a session sends take effect in the order in which it was sent, although some of it
 * waits for the store first. While nothing waits this costs a look at one field. Thread-safe;
 * actions run one after the other, under no monitor.
 */
public final class SendOrder {
  private static final Logger log = LoggerFactory.getLogger(SendOrder.class);

  @GuardedBy("this")
  private final ArrayDeque<Turn> turns = new ArrayDeque<>(2);

  @GuardedBy("this")
  private boolean running;

  private volatile boolean busy;

  /** The place of an action that is not ready yet. */
  public final class Turn {
    private @Nullable Runnable action;
    private @Nullable Executor where;

    private Turn() {}

    /** Runs the action when everything before has run, on the thread that finds it ready. */
    public void ready(Runnable newAction) {
      ready(null, newAction);
    }

    /** Runs the action when everything before has run. One call of either is made. */
    public void ready(@Nullable Executor executor, Runnable newAction) {
      synchronized (SendOrder.this) {
        action = newAction;
        where = executor;
      }
      runReady();
    }
  }

  /** Runs the action: at once and here, or behind what waits. */
  public void run(Runnable action) {
    run(null, action);
  }

  /** Runs the action: at once and here, or behind what waits and then on the executor. */
  public void run(@Nullable Executor executor, Runnable action) {
    if (!busy) {
      action.run();
    } else {
      reserve().ready(executor, action);
    }
  }

  /** Keeps a place for an action; whatever comes later waits for it. */
  public synchronized Turn reserve() {
    Turn turn = new Turn();
    turns.add(turn);
    busy = true;
    return turn;
  }

  private void runReady() {
    synchronized (this) {
      if (running) {
        return;
      }
      running = true;
    }
    runOn();
  }

  private void runOn() {
    for (Turn turn = next(); turn != null; turn = next()) {
      Runnable action = Objects.requireNonNull(turn.action);
      if (turn.where != null) {
        turn.where.execute(
            () -> {
              runSafely(action);
              runOn();
            });
        return;
      }
      runSafely(action);
    }
  }

  private static void runSafely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) { // those behind it are to run
      log.error("something that a session sent failed", e);
    }
  }

  /** The next action that is ready; null ends the run. */
  private synchronized @Nullable Turn next() {
    Turn first = turns.peek();
    if (first == null || first.action == null) {
      running = false;
      busy = !turns.isEmpty();
      return null;
    }
    turns.remove();
    return first;
  }
}
