package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventListener;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.handler.RequestLog;
import java.util.Locale;
import java.util.function.Consumer;

/** Follows what a user does at this server, until it is closed. Thread-safe as its reader is. */
final class Trace implements EventListener, Consumer<RequestLog.Answered>, AutoCloseable {
  private final UserKey user;
  private final Consumer<ObjectNode> reader;
  private final Events events;
  private final RequestLog requests;

  private Trace(UserKey user, Consumer<ObjectNode> reader, Events events, RequestLog requests) {
    this.user = user;
    this.reader = reader;
    this.events = events;
    this.requests = requests;
  }

  /**
   * Follows a user from now on.
   *
   * @param reader takes each line; must be quick
   */
  static Trace begin(
      UserKey user, Consumer<ObjectNode> reader, Events events, RequestLog requests) {
    Trace trace = new Trace(user, reader, events, requests);
    events.add(trace);
    requests.follow(trace);
    return trace;
  }

  @Override
  public void close() {
    events.remove(this);
    requests.unfollow(this);
  }

  @Override
  public void on(Event event) {
    EventJson json = new EventJson(event);
    if (json.isAbout(user)) {
      reader.accept(json.node());
    }
  }

  @Override
  public void accept(RequestLog.Answered request) {
    if (!user.equals(request.user())) {
      return;
    }
    reader.accept(
        Json.object()
            .put("at", request.atMs())
            .put("type", "request")
            .put("operation", request.kind().name().toLowerCase(Locale.ROOT))
            .put("code", request.code())
            .put("reason", request.reason()));
  }
}
