package io.rtmkit.server.core.presence;

import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import java.util.List;

/**
 * Who is online, as requests see it, whether the users are all on this server or on several.
 * Thread-safe. On one server everything is answered before the call returns.
 */
public interface PresenceService {
  /** The states of users of an app, in the order of the ids. */
  void query(String appId, List<String> userIds, Answer<List<PeerPresence>> answer);

  /**
   * Watches users until {@link #unwatch} or the end of the session. Answers their states, in the
   * order of the ids; changes follow. Null if they would be too many, and then nothing has changed.
   */
  void watch(Session watcher, List<String> userIds, Answer<List<PeerPresence>> answer);

  /** Ends watching; users who are not watched are passed over. */
  void unwatch(Session watcher, List<String> userIds, Answer<Void> answer);

  /** Whom a session watches, in the order in which it asked for it. */
  List<String> watchedBy(Session watcher);
}
