package io.rtmkit.loadtest.presence;

import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.protocol.v1.PeerOnlineState;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.protocol.v1.Push;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A user who watches others. Called on the watcher's event loop. */
final class Watcher {
  private static final class Seen {
    private long version;
    private boolean online;
    private long change;
  }

  private final Measurement measurement;
  private final Timing notice;
  private final Map<String, WatchedUser> watched;
  private final Map<String, Seen> seen = new HashMap<>();

  Watcher(Measurement measurement, Timing notice, Map<String, WatchedUser> watched) {
    this.measurement = measurement;
    this.notice = notice;
    this.watched = watched;
    watched.keySet().forEach(userId -> seen.put(userId, new Seen()));
  }

  List<String> userIds() {
    return List.copyOf(watched.keySet());
  }

  /** The states at the beginning. */
  void begin(List<PeerPresence> states) {
    states.forEach(this::onState);
  }

  void onPush(Push push) {
    if (push.hasPresence()) {
      push.getPresence().getPeersList().forEach(this::onState);
    }
  }

  private void onState(PeerPresence state) {
    WatchedUser user = watched.get(state.getUserId());
    Seen last = seen.get(state.getUserId());
    if (user == null || last == null) {
      measurement.add(Measurement.CORRUPTED, 1);
      return;
    }
    if (last.version != 0 && state.getVersion() <= last.version) {
      measurement.add(
          state.getVersion() < last.version ? Measurement.REORDERED : Measurement.DUPLICATED, 1);
      return;
    }
    last.version = state.getVersion();
    last.online = state.getState() == PeerOnlineState.PEER_ONLINE_STATE_ONLINE;
    WatchedUser.Change change = user.current();
    // A notice that comes when the next change is already under way is not timed.
    if (change.online() == last.online && change.number() > last.change) {
      last.change = change.number();
      notice.done(change.intendedNanos());
    }
  }

  /** How many users this one believes to be on who are off, or the other way round. */
  long wrong() {
    return watched.values().stream().filter(user -> user.isOnline() != isOnline(user)).count();
  }

  private boolean isOnline(WatchedUser user) {
    Seen last = seen.get(user.userId());
    return last != null && last.online;
  }
}
