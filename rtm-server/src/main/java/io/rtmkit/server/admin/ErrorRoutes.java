package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.handler.RequestLog;
import java.util.List;
import java.util.Locale;

/** What went wrong lately. Stateless. */
final class ErrorRoutes {
  private final RequestLog requests;

  ErrorRoutes(RequestLog requests) {
    this.requests = requests;
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/server/errors", Access.OPERATOR, this::list));
  }

  private ApiResponse list(ApiRequest request) {
    return ApiResponse.json(Json.list("errors", requests.refusals(), ErrorRoutes::fill));
  }

  private static void fill(RequestLog.Refusals refusals, ObjectNode node) {
    RequestLog.Answered last = refusals.last();
    node.put("atMs", last.atMs());
    if (last.user() != null) {
      node.put("app", last.user().appId()).put("user", last.user().userId());
    }
    node.put("operation", last.kind().name().toLowerCase(Locale.ROOT));
    node.put("code", last.code());
    node.put("reason", last.reason());
    node.put("count", refusals.count());
  }
}
