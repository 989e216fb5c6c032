package io.rtmkit.server.core.presence;

import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import java.util.List;

/** The presence of users who are all on this server: answers at once. Thread-safe. */
public final class LocalPresence implements PresenceService {
  private final Presence presence;

  public LocalPresence(Presence presence) {
    this.presence = presence;
  }

  @Override
  public void query(String appId, List<String> userIds, Answer<List<PeerPresence>> answer) {
    answer.give(presence.query(appId, userIds));
  }

  @Override
  public void watch(Session watcher, List<String> userIds, Answer<List<PeerPresence>> answer) {
    answer.give(presence.watch(watcher, userIds));
  }

  @Override
  public void unwatch(Session watcher, List<String> userIds, Answer<Void> answer) {
    presence.unwatch(watcher, userIds);
    answer.give(null);
  }

  @Override
  public List<String> watchedBy(Session watcher) {
    return presence.watchedBy(watcher);
  }
}
