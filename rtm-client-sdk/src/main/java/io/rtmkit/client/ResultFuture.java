package io.rtmkit.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A callback that can be waited for, for programs that do one thing after the other. Not to be
 * waited for inside a callback, which would wait for itself, nor on the main thread of an Android
 * application. Thread-safe.
 *
 * @param <T> what a success brings
 */
public final class ResultFuture<T> implements ResultCallback<T> {
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile @Nullable T result;
  private volatile @Nullable ErrorInfo error;

  @Override
  public void onSuccess(T brought) {
    result = brought;
    answered.countDown();
  }

  @Override
  public void onFailure(ErrorInfo errorInfo) {
    error = errorInfo;
    answered.countDown();
  }

  /** Whether the call was answered, well or not. */
  public boolean isDone() {
    return answered.getCount() == 0;
  }

  /**
   * Waits for the answer. Every call is answered within its time-out, so this ends.
   *
   * @return what the success brought; null where a success brings nothing
   * @throws RtmException if the call failed
   */
  public T get() throws RtmException, InterruptedException {
    answered.await();
    return outcome();
  }

  /**
   * Waits for the answer, but not longer than this.
   *
   * @throws RtmException if the call failed
   * @throws TimeoutException if there is no answer yet; the call goes on
   */
  public T get(long timeout, TimeUnit unit)
      throws RtmException, InterruptedException, TimeoutException {
    if (!answered.await(timeout, unit)) {
      throw new TimeoutException("no answer within " + timeout + " " + unit);
    }
    return outcome();
  }

  @SuppressWarnings("NullAway") // a success that brings nothing brings null
  private T outcome() throws RtmException {
    ErrorInfo failure = error;
    if (failure != null) {
      throw new RtmException(failure);
    }
    return result;
  }
}
