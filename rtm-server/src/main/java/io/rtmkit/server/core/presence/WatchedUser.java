package io.rtmkit.server.core.presence;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.PeerOnlineState;
import io.rtmkit.protocol.v1.PeerPresence;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A user whose state somebody wants to know, as it was seen last. Guarded by its own monitor, under
 * which nobody is told anything: who finds a change tells those who watched at that moment.
 */
final class WatchedUser {
  private final String userId;
  private final Supplier<OnlineState> source;
  private final LongSupplier versions;

  @GuardedBy("this")
  private final Set<Session> watchers = new HashSet<>(4);

  @GuardedBy("this")
  private OnlineState seen;

  @GuardedBy("this")
  private long version;

  /** A change, and who is to be told of it. */
  record Change(PeerPresence presence, List<Session> watchers) {}

  /**
   * A user without watchers yet.
   *
   * @param source the state as it is now; takes no lock
   * @param versions numbers that only rise
   */
  WatchedUser(String userId, Supplier<OnlineState> source, LongSupplier versions) {
    this.userId = userId;
    this.source = source;
    this.versions = versions;
    seen = source.get();
    version = versions.getAsLong();
  }

  synchronized void add(Session watcher) {
    watchers.add(watcher);
  }

  /** Answers whether nobody watches any more. */
  synchronized boolean remove(Session watcher) {
    watchers.remove(watcher);
    return watchers.isEmpty();
  }

  /**
   * Looks at the user. The state is read under the monitor, so of two changes that are found at
   * once the newer one has the higher version, whoever is told first.
   *
   * @return null if nothing has changed since the last look
   */
  synchronized @Nullable Change look() {
    OnlineState now = source.get();
    if (now == seen) {
      return null;
    }
    seen = now;
    version = versions.getAsLong();
    return new Change(presence(), List.copyOf(watchers));
  }

  /** The state that watchers know or are being told. */
  synchronized PeerPresence presence() {
    return toProto(userId, seen).setVersion(version).build();
  }

  static PeerPresence.Builder toProto(String userId, OnlineState state) {
    return PeerPresence.newBuilder()
        .setUserId(userId)
        .setState(
            switch (state) {
              case ONLINE -> PeerOnlineState.PEER_ONLINE_STATE_ONLINE;
              case UNREACHABLE -> PeerOnlineState.PEER_ONLINE_STATE_UNREACHABLE;
              case OFFLINE -> PeerOnlineState.PEER_ONLINE_STATE_OFFLINE;
            });
  }
}
