package io.rtmkit.server.admin;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of routes. Immutable.
 *
 * @param path with the names of its variables in braces, as in the OpenAPI document
 * @param action what it is called in the audit log; empty for routes that change nothing
 * @param stream takes the place of the handler, if there is one
 */
record Route(
    String method,
    String path,
    Access access,
    String action,
    Handler handler,
    @Nullable Stream stream) {
  Route(String method, String path, Access access, String action, Handler handler) {
    this(method, path, access, action, handler, null);
  }

  /** Answers a request whose parts have been checked against the OpenAPI document. */
  @FunctionalInterface
  interface Handler {
    /**
     * Answers, now or later. Runs on a worker thread and does not wait.
     *
     * @throws ApiException if the request is refused
     */
    CompletionStage<ApiResponse> handle(ApiRequest request);
  }

  /** The same for what can be answered at once. */
  @FunctionalInterface
  interface Immediate {
    ApiResponse handle(ApiRequest request);
  }

  /** Answers with a stream of events, which goes on until the client closes it. */
  @FunctionalInterface
  interface Stream {
    /**
     * Sends to the reader from now on.
     *
     * @return what ends it
     */
    Runnable open(Map<String, String> path, TraceReader reader);
  }

  /** A route that streams. */
  static Route stream(String path, Access access, Stream stream) {
    Handler none = now(request -> ApiResponse.noContent());
    return new Route("GET", path, access, "", none, stream);
  }

  /** A route that changes nothing. */
  static Route get(String path, Access access, Immediate handler) {
    return new Route("GET", path, access, "", now(handler));
  }

  /** A route that changes something; {@code what} stands in the audit log. */
  static Route change(String method, String path, Access access, String what, Immediate handler) {
    return new Route(method, path, access, what, now(handler));
  }

  static Handler now(Immediate handler) {
    return request -> CompletableFuture.completedFuture(handler.handle(request));
  }
}
