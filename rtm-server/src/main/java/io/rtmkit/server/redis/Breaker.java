package io.rtmkit.server.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Keeps calls away from a Redis that does not answer, so that they fail at once: when half of the
 * calls of the last seconds failed, none are let through for a second, then a few to try.
 * Thread-safe.
 */
final class Breaker {
  /** Returned instead of a ticket when a call is not let through. */
  static final long NO = -1;

  private static final int SLICES = 10;
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int LEAST_CALLS = 20;
  private static final int TRIALS = 3;

  private enum State {
    CLOSED,
    OPEN,
    TRYING
  }

  private final Clock clock;

  @GuardedBy("this")
  private final int[] calls = new int[SLICES];

  @GuardedBy("this")
  private final int[] failures = new int[SLICES];

  @GuardedBy("this")
  private long slice;

  @GuardedBy("this")
  private State state = State.CLOSED;

  @GuardedBy("this")
  private long openedNanos;

  /** Tells calls of different states apart: the ends of earlier ones say nothing any more. */
  @GuardedBy("this")
  private long round;

  @GuardedBy("this")
  private int begun;

  @GuardedBy("this")
  private int succeeded;

  /** Unix ms; 0 while the last call succeeded. */
  @GuardedBy("this")
  private long failingSinceMs;

  Breaker(Clock clock) {
    this.clock = clock;
    slice = clock.nanoTime() / SLICE_NANOS;
  }

  /** Asks to make a call; returns a ticket for its end, or {@link #NO}. */
  synchronized long enter() {
    if (!mayEnter()) {
      return NO;
    }
    if (state == State.OPEN) {
      change(State.TRYING);
    }
    begun++;
    return round;
  }

  /** Whether a call would be let through now. */
  synchronized boolean mayEnter() {
    return switch (state) {
      case CLOSED -> true;
      case OPEN -> clock.nanoTime() - openedNanos >= OPEN_NANOS;
      case TRYING -> begun < TRIALS;
    };
  }

  /** Whether all calls are let through. */
  synchronized boolean isClosed() {
    return state == State.CLOSED;
  }

  /** Since when no call has succeeded: Unix ms; 0 if the last one did. */
  synchronized long failingSinceMs() {
    return failingSinceMs;
  }

  synchronized void onSuccess(long ticket) {
    failingSinceMs = 0;
    if (ticket == round) {
      count(0);
      succeeded++;
      if (state == State.TRYING && succeeded == TRIALS) {
        change(State.CLOSED);
      }
    }
  }

  synchronized void onFailure(long ticket) {
    if (failingSinceMs == 0) {
      failingSinceMs = clock.currentTimeMillis();
    }
    if (ticket == round) {
      count(1);
      if (state == State.TRYING || isTooMuch()) {
        change(State.OPEN);
        openedNanos = clock.nanoTime();
      }
    }
  }

  @GuardedBy("this")
  private void change(State next) {
    state = next;
    round++;
    begun = 0;
    succeeded = 0;
    java.util.Arrays.fill(calls, 0);
    java.util.Arrays.fill(failures, 0);
  }

  @GuardedBy("this")
  private void count(int failed) {
    forgetOld();
    int now = (int) Math.floorMod(slice, (long) SLICES);
    calls[now]++;
    failures[now] += failed;
  }

  @GuardedBy("this")
  private boolean isTooMuch() {
    int allCalls = java.util.Arrays.stream(calls).sum();
    int allFailures = java.util.Arrays.stream(failures).sum();
    return allCalls >= LEAST_CALLS && 2 * allFailures >= allCalls;
  }

  @GuardedBy("this")
  private void forgetOld() {
    long now = clock.nanoTime() / SLICE_NANOS;
    for (long i = Math.max(slice + 1, now - SLICES + 1); i <= now; i++) {
      calls[(int) Math.floorMod(i, (long) SLICES)] = 0;
      failures[(int) Math.floorMod(i, (long) SLICES)] = 0;
    }
    slice = now;
  }
}
