package io.rtmkit.client;

/** A call failed, for code that waits for answers: see {@link ResultFuture}. Immutable. */
public final class RtmException extends Exception {
  private static final long serialVersionUID = 1;

  private final int errorCode;

  RtmException(ErrorInfo error) {
    super("code " + error.getErrorCode() + ": " + error.getErrorDescription());
    errorCode = error.getErrorCode();
  }

  /** The code, one of the list in {@link RtmStatusCode} that the call names. */
  public int getErrorCode() {
    return errorCode;
  }
}
