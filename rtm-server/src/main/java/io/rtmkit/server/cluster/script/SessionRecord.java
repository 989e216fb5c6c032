package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.OnlineState;

/**
 * Where the session of a user is. Immutable.
 *
 * @param node empty if there is no session
 * @param sessionId empty if there is none
 * @param epoch 0 if there is none
 */
public record SessionRecord(
    String node, String sessionId, long epoch, OnlineState state, long presenceVersion) {
  static SessionRecord of(Reply reply) {
    return new SessionRecord(
        reply.text(), reply.text(), reply.number(), state(reply.text()), reply.number());
  }

  private static OnlineState state(String text) {
    if (text.isEmpty()) {
      return OnlineState.OFFLINE;
    }
    return text.equals(SessionStateScript.ONLINE) ? OnlineState.ONLINE : OnlineState.UNREACHABLE;
  }
}
