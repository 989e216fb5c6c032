package io.rtmkit.server.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What the failure of a call says of it. Immutable. */
enum RedisFailure {
  /** It never left this server. */
  NOT_SENT(false, false, true),
  /** Nobody knows whether Redis did it. */
  UNANSWERED(true, false, true),
  /** Redis did not do it, but soon will. */
  NOT_READY(false, false, true),
  /** Redis has no memory left. */
  FULL(false, true, false),
  /** Redis did it, but perhaps only the one that is lost next. */
  UNCONFIRMED(true, true, false),
  /** Redis will not do it. */
  REJECTED(false, true, false),
  /** A fault of ours: the script ended half-way. */
  BROKEN(true, true, false);

  private static final Set<String> SOON =
      Set.of(
          "LOADING",
          "MASTERDOWN",
          "READONLY",
          "NOREPLICAS",
          "BUSY",
          "TRYAGAIN",
          "CLUSTERDOWN",
          "MOVED",
          "ASK");
  private static final Set<String> NEVER =
      Set.of("NOAUTH", "NOPERM", "WRONGPASS", "MISCONF", "CROSSSLOT");

  private final boolean maybeDone;
  private final boolean answered;
  private final boolean repeatable;

  RedisFailure(boolean maybeDone, boolean answered, boolean repeatable) {
    this.maybeDone = maybeDone;
    this.answered = answered;
    this.repeatable = repeatable;
  }

  boolean maybeDone() {
    return maybeDone;
  }

  /** Whether Redis is there. */
  boolean answered() {
    return answered;
  }

  /** Whether trying again may help. */
  boolean repeatable() {
    return repeatable;
  }

  static RedisFailure of(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ReplicaWrites.UnconfirmedException) {
      return UNCONFIRMED;
    }
    if (cause instanceof RedisCommandExecutionException) {
      return ofReply(cause.getMessage());
    }
    return cause instanceof RedisException && isOfLettuceItself(cause.getMessage())
        ? NOT_SENT
        : UNANSWERED;
  }

  private static RedisFailure ofReply(@Nullable String reply) {
    String text = reply == null ? "" : reply;
    int space = text.indexOf(' ');
    String code = space < 0 ? text : text.substring(0, space);
    if (code.equals("OOM") || text.contains("-OOM ")) {
      return FULL;
    }
    if (SOON.contains(code) || isInside(text, SOON)) {
      return NOT_READY;
    }
    return NEVER.contains(code) || isInside(text, NEVER) ? REJECTED : BROKEN;
  }

  /** Old versions put what a command inside a script says behind words of their own. */
  private static boolean isInside(String text, Set<String> codes) {
    return codes.stream().anyMatch(code -> text.contains(": -" + code + " "));
  }

  private static boolean isOfLettuceItself(@Nullable String message) {
    return message != null
        && (message.startsWith("Currently not connected")
            || message.startsWith("Request queue size exceeded")
            || message.startsWith("Command buffer size exceeded")
            || message.startsWith("Connection is closed"));
  }
}
