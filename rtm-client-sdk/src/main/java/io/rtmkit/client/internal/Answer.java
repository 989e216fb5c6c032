package io.rtmkit.client.internal;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The answer that the application gets to one call: the first one given, no other. Any thread. */
final class Answer<T> {
  private final Callbacks callbacks;
  private final @Nullable ResultCallback<T> callback;
  private final Runnable onGiven;
  private final AtomicBoolean given = new AtomicBoolean();

  Answer(Callbacks callbacks, @Nullable ResultCallback<T> callback, Runnable onGiven) {
    this.callbacks = callbacks;
    this.callback = callback;
    this.onGiven = onGiven;
  }

  void succeed(T result) {
    if (give()) {
      callbacks.succeed(callback, result);
    }
  }

  void fail(int code, String why) {
    fail(new ErrorInfo(code, why));
  }

  void fail(ErrorInfo error) {
    if (give()) {
      callbacks.fail(callback, error);
    }
  }

  /** Success of a call that brings nothing. */
  @SuppressWarnings("NullAway") // Void has no other value than null.
  static void done(Answer<Void> answer) {
    answer.succeed(null);
  }

  private boolean give() {
    boolean first = given.compareAndSet(false, true);
    if (first) {
      onGiven.run();
    }
    return first;
  }
}
