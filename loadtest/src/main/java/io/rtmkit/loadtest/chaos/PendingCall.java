package io.rtmkit.loadtest.chaos;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.ResultCallback;
import io.rtmkit.loadtest.check.Call;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the answer to a call, and writes it into the history. Thread-safe.
 *
 * @param <T> what a success brings
 */
final class PendingCall<T> implements ResultCallback<T> {
  private final Call call;
  private final RunClock clock;
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private volatile @Nullable T result;

  PendingCall(Call call, RunClock clock) {
    this.call = call;
    this.clock = clock;
  }

  @Override
  public void onSuccess(T brought) {
    result = brought;
    answered(0);
  }

  @Override
  public void onFailure(ErrorInfo error) {
    answered(error.getErrorCode());
  }

  /** The code of the answer, 0 for a success; completes on the thread of the callback. */
  CompletableFuture<Integer> code() {
    return code;
  }

  /** What the success brought; null before it, and after a failure. */
  @Nullable T result() {
    return result;
  }

  private void answered(int answeredCode) {
    call.answered(clock.now(), answeredCode);
    code.complete(answeredCode);
  }
}
