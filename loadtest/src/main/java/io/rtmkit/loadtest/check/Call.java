package io.rtmkit.loadtest.check;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * One call of a client: when it began, and when and how it was answered. Times are microseconds of
 * the run's clock. Thread-safe.
 */
public final class Call {
  /** End of a call without an answer. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int NO_CODE = -1;

  private final CallKind kind;
  private final String target;
  private final @Nullable MessageId message;
  private final boolean stored;
  private final long start;
  private final long timeout;

  @GuardedBy("this")
  private long end = NEVER;

  @GuardedBy("this")
  private int code = NO_CODE;

  @GuardedBy("this")
  private int answers;

  private Call(
      CallKind kind,
      String target,
      @Nullable MessageId message,
      boolean stored,
      long start,
      long timeout) {
    this.kind = kind;
    this.target = target;
    this.message = message;
    this.stored = stored;
    this.start = start;
    this.timeout = timeout;
  }

  /**
   * A call that sends a message.
   *
   * @param stored whether the server is asked to keep it for those who are away
   * @param timeout within which the API promises an answer
   */
  public static Call send(MessageId message, boolean stored, long start, long timeout) {
    CallKind kind = message.isOfChannel() ? CallKind.SEND_TO_CHANNEL : CallKind.SEND_TO_PEER;
    return new Call(kind, message.target(), message, stored, start, timeout);
  }

  /**
   * Any other call.
   *
   * @param target the channel's id, the invitation's, or empty
   */
  public static Call of(CallKind kind, String target, long start, long timeout) {
    return new Call(kind, target, null, false, start, timeout);
  }

  /** Notes an answer. Only the first counts; that there were more is a violation. */
  public synchronized void answered(long at, int answeredCode) {
    answers++;
    if (answers == 1) {
      end = at;
      code = answeredCode;
    }
  }

  public CallKind kind() {
    return kind;
  }

  public String target() {
    return target;
  }

  public @Nullable MessageId message() {
    return message;
  }

  public boolean isStored() {
    return stored;
  }

  public long start() {
    return start;
  }

  public long timeout() {
    return timeout;
  }

  public synchronized long end() {
    return end;
  }

  public synchronized int code() {
    return code;
  }

  public synchronized int answers() {
    return answers;
  }

  public synchronized boolean isAccepted() {
    return answers > 0 && kind.isAccepted(code);
  }

  @Override
  public String toString() {
    return message == null ? kind + " " + target : message.toString();
  }
}
