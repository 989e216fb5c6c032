package io.rtmkit.server.webhook;

import io.rtmkit.server.core.Clock;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The operator's service at the other end: signed requests go to it, one URL, no redirects.
 * Thread-safe.
 */
final class Receiver {
  private static final int THREADS = 2;
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private final URI url;
  private final Signature signature;
  private final Duration timeout;
  private final Clock clock;
  private final HttpClient client;

  Receiver(URI url, Signature signature, Duration timeout, Executor executor, Clock clock) {
    this.url = url;
    this.signature = signature;
    this.timeout = timeout;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .executor(executor)
            .build();
  }

  static Receiver of(String url, String secret, Duration timeout, String threadName, Clock clock) {
    Executor threads =
        Executors.newFixedThreadPool(THREADS, task -> Webhooks.daemon(task, threadName));
    return new Receiver(URI.create(url), new Signature(secret), timeout, threads, clock);
  }

  /**
   * Posts a body of JSON.
   *
   * @param id the same at every try
   * @return ends with an exception only if no answer came in time
   */
  <T> CompletableFuture<HttpResponse<T>> post(
      String id, byte[] body, HttpResponse.BodyHandler<T> handler) {
    long timestamp = TimeUnit.MILLISECONDS.toSeconds(clock.currentTimeMillis());
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("content-type", "application/json")
            .header("user-agent", "rtmkit-webhooks")
            .header(Signature.ID_HEADER, id)
            .header(Signature.TIMESTAMP_HEADER, Long.toString(timestamp))
            .header(Signature.SIGNATURE_HEADER, signature.sign(id, timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<T>> exchange = client.sendAsync(request, handler);
    // The client's own time-out ends with the headers; the body counts too.
    CompletableFuture<HttpResponse<T>> bounded =
        exchange.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    bounded.whenComplete(
        (answer, failure) -> {
          if (failure != null) {
            exchange.cancel(true);
          }
        });
    return bounded;
  }

  /** Posts a body and says what became of it; does not fail. */
  CompletableFuture<Delivery> deliver(String id, byte[] body) {
    return post(id, body, HttpResponse.BodyHandlers.discarding())
        .handle(
            (answer, failure) ->
                answer == null
                    ? Delivery.failed(describe(failure))
                    : Delivery.ofStatus(answer.statusCode(), retryAfter(answer)));
  }

  private Duration retryAfter(HttpResponse<?> answer) {
    Duration asked =
        answer
            .headers()
            .firstValue("retry-after")
            .map(text -> parseRetryAfter(text, clock.currentTimeMillis()))
            .orElse(Duration.ZERO);
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }

  /** Seconds, or a date; zero if it is neither. */
  static Duration parseRetryAfter(String text, long nowMs) {
    try {
      if (text.chars().allMatch(Character::isDigit)) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration until = Duration.between(Instant.ofEpochMilli(nowMs), at);
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeException | NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  /** What went wrong, for a person. */
  static String describe(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof ConnectException) {
      return "no connection";
    }
    String text = cause == null ? null : cause.getMessage();
    return text == null || text.isEmpty() ? String.valueOf(cause) : text;
  }
}
