package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The events of an app, read with a cursor. Stateless. */
final class EventRoutes {
  private static final int USUAL = 100;

  private final EventFeed feed;

  EventRoutes(EventFeed feed) {
    this.feed = feed;
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/apps/{app}/events", Access.APP, this::list));
  }

  private ApiResponse list(ApiRequest request) {
    long after = request.query().path("after").asLong(0);
    List<EventFeed.Entry> entries =
        feed.after(request.appId(), after, request.queryInt("limit", USUAL));
    ObjectNode body = Json.object();
    ArrayNode events = body.putArray("events");
    for (EventFeed.Entry entry : entries) {
      events.add(new EventJson(entry.event()).node().put("id", entry.id()));
    }
    body.put("last", entries.isEmpty() ? after : entries.get(entries.size() - 1).id());
    return ApiResponse.json(body);
  }
}
