package io.rtmkit.server.core.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ordered executor of one event loop. Tasks run one after the other in the order in which they
 * were given, whichever thread gave them; after the tasks of one turn every link that was written
 * to is flushed once. {@link #execute} may be called from any thread, everything else only by tasks
 * of this lane.
 */
public final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** Tasks of one turn. A bound, so that reading and timers of the loop get their turn too. */
  private static final int MAX_TASKS_PER_TURN = 4096;

  private final int index;
  private final Executor loop;
  private final FrameJoiner joiner;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final List<Link> touched = new ArrayList<>();

  /**
   * Creates the lane of one event loop.
   *
   * @param index number of this lane among the lanes of the server, from 0
   * @param loop runs tasks one at a time on the thread of the event loop
   */
  public Lane(int index, Executor loop, FrameJoiner joiner) {
    this.index = index;
    this.loop = loop;
    this.joiner = joiner;
  }

  public int index() {
    return index;
  }

  /** Runs the task after all that was given before. Never blocks, never runs the task at once. */
  public void execute(Runnable task) {
    tasks.add(task);
    schedule();
  }

  /** Tasks that wait; counts them one by one, on any thread. */
  public int waiting() {
    return tasks.size();
  }

  /** Joins frames into one buffer for many links of this lane. The caller releases it. */
  public JoinedFrames join(List<byte[]> frames) {
    return joiner.join(frames);
  }

  /** Called by a link that was written to: it will be flushed at the end of this turn. */
  public void touched(Link link) {
    touched.add(link);
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(this::runTurn);
    }
  }

  private void runTurn() {
    // Cleared first: a task that arrives from here on schedules the next turn, so none is
    // forgotten.
    scheduled.set(false);
    for (int i = 0; i < MAX_TASKS_PER_TURN; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        break;
      }
      runSafely(task);
    }
    for (Link link : touched) {
      runSafely(link::flush);
    }
    touched.clear();
    if (!tasks.isEmpty()) {
      schedule();
    }
  }

  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // an Error too: the tasks and flushes behind it are others'
      log.error("a task of the lane failed", e);
    }
  }
}
