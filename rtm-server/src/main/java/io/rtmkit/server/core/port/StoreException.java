package io.rtmkit.server.core.port;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A store did not do what it was asked for. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is known of the thing asked for. */
  public enum Outcome {
    /** It was not done, and will not be. */
    REFUSED,
    /** It may have been done. */
    UNKNOWN
  }

  private final Outcome outcome;

  private StoreException(Outcome outcome, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.outcome = outcome;
  }

  /**
   * It was not done.
   *
   * @param reason for the user, without secrets
   */
  public static StoreException refused(String reason) {
    return new StoreException(Outcome.REFUSED, reason, null);
  }

  /** The same, with what lies behind it. */
  public static StoreException refused(String reason, Throwable cause) {
    return new StoreException(Outcome.REFUSED, reason, cause);
  }

  /** It may have been done. */
  public static StoreException unknown(String reason, @Nullable Throwable cause) {
    return new StoreException(Outcome.UNKNOWN, reason, cause);
  }

  /** For the user, without secrets. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  public Outcome outcome() {
    return outcome;
  }

  /** What a failed stage says of it: the exception itself, or an unknown outcome. */
  public static StoreException of(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof StoreException known
        ? known
        : unknown("a fault of the message store", cause);
  }
}
