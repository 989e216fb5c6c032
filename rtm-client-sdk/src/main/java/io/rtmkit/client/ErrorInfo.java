package io.rtmkit.client;

/** Why a call failed: a code of {@link RtmStatusCode} and a sentence. Immutable. */
public final class ErrorInfo {
  private final int errorCode;
  private final String errorDescription;

  /** An error without a description. */
  public ErrorInfo(int errorCode) {
    this(errorCode, "");
  }

  /** An error with a description for a person. */
  public ErrorInfo(int errorCode, String errorDescription) {
    this.errorCode = errorCode;
    this.errorDescription = errorDescription;
  }

  /** The code, out of the list that belongs to the call. */
  public int getErrorCode() {
    return errorCode;
  }

  /** What was wrong: names the field and the limit, or the server that was not reached. */
  public String getErrorDescription() {
    return errorDescription;
  }

  @Override
  public String toString() {
    return "ErrorInfo {code " + errorCode + ": " + errorDescription + "}";
  }
}
