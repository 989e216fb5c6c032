package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of one route: who asks, may they, is the request as it must be; then the
 * route's handler answers. Reads on an I/O thread, works on a worker thread, waits on none.
 */
final class Endpoint implements HttpHandler {
  /** The longest body of a request, in bytes: a batch of the largest messages. */
  static final int BODY_BYTES = 4 << 20;

  private static final Logger audit = LoggerFactory.getLogger("io.rtmkit.audit");

  private final Route route;
  private final Gate gate;
  private final Supplier<OpenApi> openApi;
  private final Function<ApiException, ApiResponse> problems;

  /**
   * Creates an endpoint.
   *
   * @param openApi read when it is first needed
   * @param problems how this route tells what is wrong
   */
  Endpoint(
      Route route,
      Gate gate,
      Supplier<OpenApi> openApi,
      Function<ApiException, ApiResponse> problems) {
    this.route = route;
    this.gate = gate;
    this.openApi = openApi;
    this.problems = problems;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Map<String, String> path = pathVariables(exchange);
    Caller caller;
    try {
      caller = gate.admit(exchange, route.access(), path);
    } catch (ApiException e) {
      send(exchange, problems.apply(e));
      return;
    }
    Route.Stream stream = route.stream();
    if (stream != null) {
      stream(exchange, stream, path);
      return;
    }
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(BODY_BYTES);
    receiver.receiveFullBytes(
        (ex, bytes) -> ex.dispatch(() -> answer(ex, caller, path, bytes)),
        (ex, failure) ->
            send(
                ex,
                problems.apply(
                    ApiException.of(413, "body: is longer than " + BODY_BYTES + " bytes"))));
  }

  private static void stream(
      HttpServerExchange exchange, Route.Stream stream, Map<String, String> path) throws Exception {
    TraceReader reader = new TraceReader();
    Runnable end = stream.open(path, reader); // before the response: its client misses nothing
    exchange.getConnection().addCloseListener(closed -> end.run());
    new ServerSentEventHandler((connection, last) -> reader.begin(connection))
        .handleRequest(exchange);
  }

  private static Map<String, String> pathVariables(HttpServerExchange exchange) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    return match == null ? Map.of() : match.getParameters();
  }

  private void answer(
      HttpServerExchange exchange, Caller caller, Map<String, String> path, byte[] bytes) {
    try {
      Operation operation = openApi.get().operation(route.method(), route.path());
      ObjectNode query = operation.checkQuery(exchange.getQueryParameters());
      ApiRequest request = new ApiRequest(caller, path, query, operation.checkBody(bytes));
      CompletionStage<ApiResponse> answer = route.handler().handle(request);
      if (!route.action().isEmpty()) {
        audit.info("{}: {} {}", caller.name(), route.action(), path);
      }
      answer.whenComplete(
          (response, failure) -> send(exchange, response == null ? failed(failure) : response));
    } catch (RuntimeException e) {
      send(exchange, failed(e));
    }
  }

  private ApiResponse failed(@Nullable Throwable failure) {
    return problems.apply(Problems.of(failure, route.method() + " " + route.path()));
  }

  /** Sends a response; from any thread. */
  static void send(HttpServerExchange exchange, ApiResponse response) {
    exchange.setStatusCode(response.status());
    if (!response.contentType().isEmpty()) {
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, response.contentType());
    }
    if (response.status() == 401) { // not Basic: a browser would ask its user
      exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
    }
    exchange.getResponseSender().send(response.body());
  }
}
