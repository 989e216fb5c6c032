package io.rtmkit.client.internal;

import io.rtmkit.client.ResultCallback;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The door from the application's threads to the loop. Every call through it is answered exactly
 * once: refused here if the client was released or too much waits, otherwise by the loop.
 */
final class Gateway {
  private static final int MAX_CALLS = 10_000;
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  /** One call, on the loop. */
  interface Call<T> {
    void run(Answer<T> answer);
  }

  private final ClientLoop loop;
  private final Callbacks callbacks;
  private final AtomicInteger unansweredCalls = new AtomicInteger();
  private final AtomicLong unansweredBytes = new AtomicLong();
  private volatile boolean released;

  Gateway(ClientLoop loop, Callbacks callbacks) {
    this.loop = loop;
    this.callbacks = callbacks;
  }

  /** Answers every later call 101. Answers false if that was so before. */
  synchronized boolean close() {
    boolean first = !released;
    released = true;
    return first;
  }

  /**
   * Takes a call to the loop.
   *
   * @param bytes what the call keeps in memory until it is answered
   */
  <T> void call(
      Operation operation, int bytes, @Nullable ResultCallback<T> callback, Call<T> call) {
    int calls = unansweredCalls.incrementAndGet();
    long total = unansweredBytes.addAndGet(bytes);
    Answer<T> answer =
        new Answer<>(
            callbacks,
            callback,
            () -> {
              unansweredCalls.decrementAndGet();
              unansweredBytes.addAndGet(-bytes);
            });
    // Logging out must work above all when too much waits.
    boolean full = (calls > MAX_CALLS || total > MAX_BYTES) && operation != Operation.LOGOUT;
    if (!released && full) {
      String limit = MAX_CALLS + " calls or " + MAX_BYTES + " bytes";
      answer.fail(operation.tooOftenCode, "more than " + limit + " wait for an answer");
    } else if (released || !loop.execute(() -> run(operation, call, answer))) {
      answer.fail(Operation.NOT_INITIALIZED, "the client was released");
    }
  }

  /** Takes something to the loop that nobody waits for. */
  void post(Runnable task) {
    if (!released) {
      loop.execute(task);
    }
  }

  private static <T> void run(Operation operation, Call<T> call, Answer<T> answer) {
    try {
      call.run(answer);
    } catch (RuntimeException e) {
      answer.fail(operation.timeoutCode, "fault in the client: " + e);
      throw e;
    }
  }
}
