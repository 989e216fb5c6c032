package io.rtmkit.server.core.lane;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * An event loop that runs when it is told to, and its lane: what a task enqueues runs behind it, as
 * in a real one. One thread.
 */
public final class HeldLoop implements Executor {
  private static final JoinedFrames NOTHING = () -> {};

  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final Lane lane = new Lane(0, this, () -> false, frames -> NOTHING);

  public Lane lane() {
    return lane;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Runs everything that waits, and what comes of it. */
  public void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
