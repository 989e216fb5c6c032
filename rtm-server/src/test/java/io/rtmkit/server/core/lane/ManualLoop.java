package io.rtmkit.server.core.lane;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** An event loop that runs when a test says so. */
public final class ManualLoop implements Executor {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Lane lane;

  public ManualLoop(int index) {
    lane = new Lane(index, this, FakeLink.Joined::new);
  }

  public Lane lane() {
    return lane;
  }

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
  }

  /** Runs everything that is to be run, and what comes of it. */
  public void run() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private synchronized Runnable next() {
    return tasks.poll();
  }
}
