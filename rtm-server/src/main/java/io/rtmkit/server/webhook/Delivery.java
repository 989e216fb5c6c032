package io.rtmkit.server.webhook;

import java.time.Duration;

/**
 * What became of a request. Immutable.
 *
 * @param verdict what it means for what was sent
 * @param problem what went wrong, for a person; empty if nothing did
 * @param retryAfter how long the receiver wants to be left alone; zero if it did not say
 */
record Delivery(Verdict verdict, String problem, Duration retryAfter) {
  /** What to do next. */
  enum Verdict {
    DELIVERED,
    /** Not now; later it may be taken. */
    FAILED,
    /** The receiver says that it will not take this. */
    REFUSED
  }

  private static final int TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY = 429;

  static final Delivery DONE = new Delivery(Verdict.DELIVERED, "", Duration.ZERO);

  static Delivery failed(String problem) {
    return new Delivery(Verdict.FAILED, problem, Duration.ZERO);
  }

  static Delivery ofStatus(int status, Duration retryAfter) {
    if (status / 100 == 2) {
      return DONE;
    }
    boolean later = status == TIMEOUT || status == TOO_EARLY || status == TOO_MANY;
    Verdict verdict = status / 100 == 4 && !later ? Verdict.REFUSED : Verdict.FAILED;
    return new Delivery(verdict, "the receiver answered " + status, retryAfter);
  }
}
