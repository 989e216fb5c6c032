package io.rtmkit.server.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.netty.handler.ssl.NotSslRecordException;
import io.rtmkit.server.config.RedisConfig;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no connection to Redis. Immutable.
 *
 * @param text never with a password
 * @param advice what the operator may look at
 * @param isHopeless whether trying again would not help
 */
record RedisProblem(String text, String advice, boolean isHopeless) {
  private static final int DEEPEST = 16;
  private static final String OURS_WANTED = "certificate_required";
  private static final String ADVICE = "Is Redis running, and are address and password right?";

  static RedisProblem of(Throwable failure) {
    Throwable found = find(failure, CertificateException.class, DEEPEST);
    if (found != null) {
      return new RedisProblem(
          "its certificate is not accepted: " + textOf(found),
          "Is store.redis.tls-ca that of its maker, and is it valid for the host in the URI?",
          true);
    }
    found = find(failure, SSLHandshakeException.class, DEEPEST);
    if (found != null && textOf(found).contains(OURS_WANTED)) {
      return new RedisProblem(
          "it wants a certificate of this server", "Is store.redis.tls-certificate set?", true);
    }
    if (find(failure, NotSslRecordException.class, DEEPEST) != null) {
      return new RedisProblem("no TLS there", "Is it the port for TLS?", true);
    }
    found = find(failure, RedisCommandExecutionException.class, DEEPEST);
    if (found != null) {
      return new RedisProblem(textOf(found), ADVICE, !isLoading(found));
    }
    return new RedisProblem(textOf(rootOf(failure)), ADVICE, false);
  }

  /** For a person. */
  String sentence(RedisConfig config) {
    return "store.redis.uri: no connection to %s (%s). %s".formatted(config, text, advice);
  }

  /** The first of a kind among the causes, and among what failed beside. */
  private static @Nullable Throwable find(
      @Nullable Throwable failure, Class<? extends Throwable> kind, int deep) {
    if (failure == null || deep == 0 || kind.isInstance(failure)) {
      return deep == 0 ? null : failure;
    }
    Throwable found = find(failure.getCause(), kind, deep - 1);
    for (Throwable beside : failure.getSuppressed()) {
      found = found == null ? find(beside, kind, deep - 1) : found;
    }
    return found;
  }

  private static boolean isLoading(Throwable reason) {
    String message = textOf(reason);
    return message.startsWith("LOADING") || message.startsWith("CLUSTERDOWN");
  }

  /** Some failures say nothing themselves. */
  private static String textOf(Throwable reason) {
    String message = reason.getMessage();
    if (message != null && !message.isBlank()) {
      return message;
    }
    return reason instanceof TimeoutException
        ? "no answer in time"
        : reason.getClass().getSimpleName();
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException
            || cause instanceof CompletionException
            || cause instanceof RedisConnectionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
