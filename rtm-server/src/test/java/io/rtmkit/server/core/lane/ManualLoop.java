package io.rtmkit.server.core.lane;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** An event loop that runs when a test says so. */
public final class ManualLoop implements Executor {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Lane lane;
  private Runnable onUse = () -> {};

  public ManualLoop(int index) {
    lane = new Lane(index, this, () -> false, FakeLink.Joined::new);
  }

  public Lane lane() {
    onUse.run();
    return lane;
  }

  /** Is run by whoever asks for the lane, as everybody does who sends something. */
  public void onUse(Runnable hook) {
    onUse = hook;
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
