package io.rtmkit.client;

/**
 * Receives the outcome of one call: exactly one of the two methods, exactly once, on the client's
 * callback executor.
 *
 * @param <T> what a success brings; {@code Void} where there is nothing to bring (then it is null)
 */
public interface ResultCallback<T> {
  /** The call succeeded. */
  void onSuccess(T result);

  /** The call failed; the code is one of the list in {@link RtmStatusCode} that the call names. */
  void onFailure(ErrorInfo errorInfo);
}
