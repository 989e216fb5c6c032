package io.rtmkit.server.core.lane;

import io.rtmkit.protocol.v1.CloseCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ordered executor of one event loop. Tasks run one after the other in the order in which they
 * were given, whichever thread gave them; after the tasks of one turn every link that was written
 * to is flushed once. {@link #execute} and {@link #write} may be called from any thread, everything
 * else only on the thread of the event loop.
 */
public final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** Tasks of one turn. A bound, so that reading and timers of the loop get their turn too. */
  private static final int MAX_TASKS_PER_TURN = 4096;

  /**
   * Links flushed together at the most. One that is written to again before it is flushed costs one
   * write to its socket, so waiting pays; but after many others it is no longer in the cache.
   */
  private static final int MAX_TOUCHED = 256;

  private final int index;
  private final Executor loop;
  private final BooleanSupplier inLoop;
  private final FrameJoiner joiner;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final List<Link> touched = new ArrayList<>();
  private boolean inTurn;

  /**
   * Creates the lane of one event loop.
   *
   * @param index number of this lane among the lanes of the server, from 0
   * @param loop runs tasks one at a time on the thread of the event loop
   * @param inLoop whether the caller is on that thread
   */
  public Lane(int index, Executor loop, BooleanSupplier inLoop, FrameJoiner joiner) {
    this.index = index;
    this.loop = loop;
    this.inLoop = inLoop;
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

  /**
   * Writes a frame to a link of this lane, behind all that was given before: at once if that is
   * where we are and nothing waits, which spares most frames the way through the queue.
   */
  public void write(Link link, byte[] frame) {
    if (tasks.isEmpty() && inLoop.getAsBoolean()) {
      writeNow(link, frame);
    } else {
      execute(() -> writeNow(link, frame));
    }
  }

  private static void writeNow(Link link, byte[] frame) {
    try {
      link.write(frame);
    } catch (Throwable e) { // out of memory, say: whoever caused the frame is not to be blamed
      onWriteFailed(link, e);
    }
  }

  /** A link could not be written to: closes it; it comes back and is sent what it missed. */
  public static void onWriteFailed(Link link, Throwable problem) {
    log.error("writing to {} failed", link.remoteAddress(), problem);
    link.close(CloseCode.CLOSE_CODE_INTERNAL_ERROR, "a fault of the server, see its log");
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
    if (!inTurn) {
      schedule(); // written to outside of a turn: there will be one
    } else if (touched.size() >= MAX_TOUCHED) {
      flushTouched();
    }
  }

  private void flushTouched() {
    for (Link link : touched) {
      runSafely(link::flush);
    }
    touched.clear();
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
    inTurn = true;
    for (int i = 0; i < MAX_TASKS_PER_TURN; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        break;
      }
      runSafely(task);
    }
    flushTouched();
    inTurn = false;
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
