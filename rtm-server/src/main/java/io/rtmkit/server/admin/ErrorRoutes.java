package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.errors.ErrorCatalog;
import io.rtmkit.server.errors.ErrorText;
import io.rtmkit.server.handler.RequestLog;
import io.rtmkit.server.log.RecentLog;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What went wrong lately, and what to do about it. Stateless. */
final class ErrorRoutes {
  private final RequestLog requests;
  private final RecentLog log;
  private final Supplier<ErrorCatalog> catalog = new Once<>(ErrorCatalog::read);

  ErrorRoutes(Domain domain) {
    this.requests = domain.requests();
    this.log = domain.log();
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/server/errors", Access.OPERATOR, this::list));
  }

  private ApiResponse list(ApiRequest request) {
    ObjectNode body = Json.list("errors", requests.refusals(), this::fill);
    ArrayNode lines = body.putArray("log");
    for (RecentLog.Line line : log.lines()) {
      lines
          .addObject()
          .put("atMs", line.atMs())
          .put("level", line.level())
          .put("logger", line.logger())
          .put("message", line.message());
    }
    return ApiResponse.json(body);
  }

  private void fill(RequestLog.Refusals refusals, ObjectNode node) {
    RequestLog.Answered last = refusals.last();
    node.put("atMs", last.atMs());
    if (last.user() != null) {
      node.put("app", last.user().appId()).put("user", last.user().userId());
    }
    node.put("operation", last.kind().name().toLowerCase(Locale.ROOT));
    node.put("code", last.code());
    node.put("reason", last.reason());
    node.put("count", refusals.count());
    ErrorText text = catalog.get().find(ErrorLists.of(last.kind()), last.code());
    if (text != null) {
      node.put("name", text.name());
      node.put("explanation", text.meaning());
      node.put("whatToDo", text.advice());
    }
  }
}
