package io.rtmkit.server.core.session;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.lane.Link;
import java.util.Set;

/** Hears of the turns in a session's life; called on any thread, under no monitor, and quick. */
public interface SessionListener {
  /** A session has been opened; an older one of the same user has ended before. */
  default void onOpened(Session session) {}

  /** A session has come here from another server; it is resumed next. */
  default void onAdopted(Session session) {}

  /**
   * The session goes on on another connection; what is sent to it now follows the login's reply.
   */
  default void onResumed(Session session) {}

  /** The user became reachable or unreachable. */
  default void onStateChanged(Session session) {}

  /**
   * The connection is gone, or another has taken its place; the session goes on.
   *
   * @param channels the channels the session is in
   */
  default void onDetached(Session session, Link lost, Set<String> channels) {}

  /**
   * The session has gone to another server, and goes on there: nobody is told anything.
   *
   * @param channels the channels the session is in
   */
  default void onMoved(Session session, Set<String> channels) {}

  /**
   * The session has ended and nothing can be sent to it any more.
   *
   * @param code why; HEARTBEAT_TIMEOUT if the client was lost, and may come back with a new session
   * @param channels the channels the session was in
   */
  default void onEnded(Session session, CloseCode code, Set<String> channels) {}
}
