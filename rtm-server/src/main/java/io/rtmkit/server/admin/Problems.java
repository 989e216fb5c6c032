package io.rtmkit.server.admin;

import io.rtmkit.server.core.port.StoreException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of a failure what whoever asked is told. Stateless. */
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /**
   * What is told of a failure.
   *
   * @param what was asked for; stands in the log if it is the server's fault
   */
  static ApiException of(@Nullable Throwable failure, String what) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ApiException problem) {
      return problem;
    }
    if (cause instanceof StoreException problem) {
      return ApiException.unavailable("the store: " + problem.getMessage());
    }
    log.error("{} failed", what, cause);
    return ApiException.of(500, "a fault of the server, see its log");
  }
}
