package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.protocol.Ids;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.core.port.StoreException;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionException;
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
  private static final Logger log = LoggerFactory.getLogger(Endpoint.class);
  private static final Logger audit = LoggerFactory.getLogger("io.rtmkit.audit");

  private final Route route;
  private final Gate gate;
  private final Function<ApiException, ApiResponse> problems;

  /**
   * What all endpoints share.
   *
   * @param openApi read when it is first needed
   */
  record Gate(Authenticator authenticator, Apps apps, Supplier<OpenApi> openApi) {}

  /**
   * Creates an endpoint.
   *
   * @param problems how this route tells what is wrong
   */
  Endpoint(Route route, Gate gate, Function<ApiException, ApiResponse> problems) {
    this.route = route;
    this.gate = gate;
    this.problems = problems;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Map<String, String> path = pathVariables(exchange);
    Caller caller;
    try {
      caller = admit(exchange, path);
    } catch (ApiException e) {
      send(exchange, problems.apply(e));
      return;
    }
    Receiver receiver = exchange.getRequestReceiver();
    receiver.receiveFullBytes(
        (ex, bytes) -> ex.dispatch(() -> answer(ex, caller, path, bytes)),
        (ex, failure) ->
            send(ex, problems.apply(ApiException.of(413, "body: is larger than allowed"))));
  }

  private static Map<String, String> pathVariables(HttpServerExchange exchange) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    return match == null ? Map.of() : match.getParameters();
  }

  private Caller admit(HttpServerExchange exchange, Map<String, String> path) {
    String appId = path.getOrDefault("app", "");
    Caller caller = gate.authenticator().authenticate(exchange, appId);
    boolean user = caller instanceof Caller.TokenUser;
    boolean operator = caller instanceof Caller.Operator;
    if (route.access() == Access.OPERATOR && !operator) {
      throw ApiException.forbidden("only the operator's key opens this");
    }
    if (route.access() == Access.APP && user) {
      throw ApiException.forbidden("a user's token does not open this");
    }
    if (!operator && !caller.mayUse(appId)) {
      throw ApiException.forbidden("app: the credentials are not of this app");
    }
    checkPath(path);
    return caller;
  }

  private void checkPath(Map<String, String> path) {
    for (Map.Entry<String, String> variable : path.entrySet()) {
      String name = variable.getKey();
      String value = variable.getValue();
      String problem =
          switch (name) {
            case "app" -> Ids.findAppIdProblem(name, value);
            case "user" -> Ids.findUserIdProblem(name, value);
            case "channel" -> Ids.findChannelIdProblem(name, value);
            default -> null;
          };
      if (problem != null) {
        throw ApiException.badField(name, problem);
      }
      if (name.equals("app") && !gate.apps().isServed(value)) {
        throw ApiException.notFound("app: this server has no such app");
      }
    }
  }

  private void answer(
      HttpServerExchange exchange, Caller caller, Map<String, String> path, byte[] bytes) {
    try {
      Operation operation = gate.openApi().get().operation(route.method(), route.path());
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
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ApiException problem) {
      return problems.apply(problem);
    }
    if (cause instanceof StoreException problem) {
      return problems.apply(ApiException.unavailable("the store: " + problem.getMessage()));
    }
    log.error("{} {} failed", route.method(), route.path(), cause);
    return problems.apply(ApiException.of(500, "a fault of the server, see its log"));
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
    exchange.getResponseSender().send(ByteBuffer.wrap(response.body()));
  }
}
