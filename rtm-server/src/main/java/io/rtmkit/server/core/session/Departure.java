package io.rtmkit.server.core.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;

/**
 * A session that goes to another server: what comes for it meanwhile waits, so that it does not
 * overtake what goes along. Thread-safe.
 */
final class Departure {
  @GuardedBy("this")
  private List<Runnable> waiting = new ArrayList<>(0);

  @GuardedBy("this")
  private boolean ended;

  /** Lets an action wait for the end; false if that has come. */
  synchronized boolean delay(Runnable action) {
    return !ended && waiting.add(action);
  }

  /** Everything has gone: runs what waits, in order, and what comes until that is done. */
  void end() {
    for (List<Runnable> due = take(); !due.isEmpty(); due = take()) {
      due.forEach(Runnable::run);
    }
  }

  private synchronized List<Runnable> take() {
    List<Runnable> due = waiting;
    waiting = new ArrayList<>(0);
    ended = due.isEmpty();
    return due;
  }
}
