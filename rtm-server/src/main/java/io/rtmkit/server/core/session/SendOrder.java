package io.rtmkit.server.core.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets what a session sends take effect in the order in which it was sent, although some of it
 * waits for the store first; so also what a channel keeps. While nothing waits this costs a look at
 * one field. Thread-safe; what it runs, it runs one after the other and under no monitor.
 */
public final class SendOrder {
  private static final Logger log = LoggerFactory.getLogger(SendOrder.class);

  @GuardedBy("this")
  private final ArrayDeque<Turn> turns = new ArrayDeque<>(2);

  @GuardedBy("this")
  private boolean running;

  private volatile boolean busy;

  /** Something that takes effect in its turn; guarded by the order. */
  public final class Turn {
    /** Begins what has to be done first; null if nothing has, or it was begun. */
    private @Nullable Consumer<Turn> beginning;

    private @Nullable Runnable action;
    private @Nullable Executor where;

    private Turn() {}

    /** What had to be done first is done: runs the action, here; call this or the next once. */
    public void ready(Runnable newAction) {
      ready(null, newAction);
    }

    /** The same, on an executor. */
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
      Turn turn = new Turn();
      turn.action = action;
      turn.where = executor;
      add(turn);
    }
  }

  /**
   * Begins something, behind what waits; whatever comes later waits until it is ready.
   *
   * @param beginning makes its turn ready, now or later, on any thread
   */
  public void begin(Consumer<Turn> beginning) {
    Turn turn = new Turn();
    turn.beginning = beginning;
    add(turn);
  }

  /** Keeps a turn, behind what waits; whatever comes later waits until it is ready. */
  public Turn reserve() {
    Turn turn = new Turn();
    add(turn);
    return turn;
  }

  private void add(Turn turn) {
    synchronized (this) {
      turns.add(turn);
      busy = true;
    }
    runReady();
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
      Consumer<Turn> beginning = takeBeginning(turn);
      Executor where = turn.where;
      if (beginning != null) {
        Turn begun = turn;
        beginSafely(begun, beginning);
      } else if (where == null) {
        runSafely(Objects.requireNonNull(turn.action));
      } else {
        Runnable action = Objects.requireNonNull(turn.action);
        where.execute(
            () -> {
              runSafely(action);
              runOn();
            });
        return;
      }
    }
  }

  private void beginSafely(Turn turn, Consumer<Turn> beginning) {
    try {
      beginning.accept(turn);
    } catch (RuntimeException e) { // those behind it are to run
      log.error("something that a session sent failed", e);
      synchronized (this) {
        turn.action = () -> {};
      }
    }
  }

  private static void runSafely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) { // those behind it are to run
      log.error("something that a session sent failed", e);
    }
  }

  /** The first turn, if there is something to do for it; null ends the run. */
  private synchronized @Nullable Turn next() {
    Turn first = turns.peek();
    if (first != null && first.action != null) {
      return turns.remove();
    }
    if (first != null && first.beginning != null) {
      return first;
    }
    running = false;
    busy = first != null;
    return null;
  }

  private synchronized @Nullable Consumer<Turn> takeBeginning(Turn turn) {
    Consumer<Turn> beginning = turn.beginning;
    turn.beginning = null;
    return beginning;
  }
}
