package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.EventListener;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.handler.RequestLog;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Follows what a user does, on one server-sent event stream, until it is closed. Thread-safe; what
 * the reader does not take in time is left out, and its number told.
 */
final class Trace implements EventListener, Consumer<RequestLog.Answered> {
  private static final int MOST_WAITING = 1_000;

  private final UserKey user;
  private final ServerSentEventConnection stream;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger leftOut = new AtomicInteger();

  private Trace(UserKey user, ServerSentEventConnection stream) {
    this.user = user;
    this.stream = stream;
  }

  /** Follows a user from now on. */
  static void begin(
      UserKey user, ServerSentEventConnection stream, Events events, RequestLog requests) {
    Trace trace = new Trace(user, stream);
    stream.addCloseTask(
        closed -> {
          events.remove(trace);
          requests.unfollow(trace);
        });
    events.add(trace);
    requests.follow(trace);
    stream.setKeepAliveTime(15_000);
  }

  @Override
  public void on(Event event) {
    EventJson json = new EventJson(event);
    if (json.isAbout(user)) {
      send(json.node());
    }
  }

  @Override
  public void accept(RequestLog.Answered request) {
    if (!user.equals(request.user())) {
      return;
    }
    send(
        Json.object()
            .put("at", request.atMs())
            .put("type", "request")
            .put("operation", request.kind().name().toLowerCase(Locale.ROOT))
            .put("code", request.code())
            .put("reason", request.reason()));
  }

  private void send(ObjectNode line) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      leftOut.incrementAndGet();
      return;
    }
    int missing = leftOut.getAndSet(0);
    if (missing > 0) {
      line.put("leftOut", missing);
    }
    stream.send(line.toString(), new Sent());
  }

  /** Counts what is on its way to the reader. */
  private final class Sent implements ServerSentEventConnection.EventCallback {
    @Override
    public void done(ServerSentEventConnection to, String data, String event, String id) {
      waiting.decrementAndGet();
    }

    @Override
    public void failed(
        ServerSentEventConnection to, String data, String event, String id, IOException failure) {
      waiting.decrementAndGet();
    }
  }
}
