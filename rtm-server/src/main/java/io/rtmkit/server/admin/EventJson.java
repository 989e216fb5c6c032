package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.session.UserKey;

/** An event as JSON, named as in webhooks, and whom it is about. Not thread-safe. */
final class EventJson implements Event.Fields {
  private final ObjectNode node;
  private final UserKey actor;
  private String other = "";

  EventJson(Event event) {
    this.actor = event.user();
    this.node =
        Json.object()
            .put("at", event.atMs())
            .put("type", event.kind().type())
            .put("userId", actor.userId());
    event.describe(this);
  }

  ObjectNode node() {
    return node;
  }

  /** Whether the user did it, or it was done to the user. */
  boolean isAbout(UserKey user) {
    boolean sameApp = actor.appId().equals(user.appId());
    return actor.equals(user) || (sameApp && other.equals(user.userId()));
  }

  @Override
  public void text(String name, String value) {
    node.put(name, value);
    if (name.equals("receiverId") || name.equals("calleeId")) {
      other = value;
    }
  }

  @Override
  public void number(String name, long value) {
    node.put(name, value);
  }
}
