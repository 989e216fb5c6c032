package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.SessionRecord;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks up where users have their sessions, and remembers it for a while: who goes by it and finds
 * nobody there forgets it and looks again. Thread-safe.
 */
final class Directory {
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  /** More are not remembered. */
  private static final int MOST = 100_000;

  private record Known(SessionRecord session, long readNanos) {}

  private final ConcurrentMap<UserKey, Known> known = new ConcurrentHashMap<>();

  /** Look-ups on their way: who asks meanwhile waits for the same. */
  private final ConcurrentMap<UserKey, CompletableFuture<SessionRecord>> reading =
      new ConcurrentHashMap<>();

  private final Function<UserKey, CompletableFuture<SessionRecord>> read;
  private final Clock clock;

  /**
   * Knows nothing yet.
   *
   * @param read looks into Redis; never throws
   */
  Directory(Function<UserKey, CompletableFuture<SessionRecord>> read, Clock clock) {
    this.read = read;
    this.clock = clock;
  }

  /** Where a user was lately; null if that is not known. */
  @Nullable SessionRecord known(UserKey user) {
    Known found = known.get(user);
    return found == null || clock.nanoTime() - found.readNanos() > FRESH_NANOS
        ? null
        : found.session();
  }

  /** Where a user is, by what was read lately. */
  CompletableFuture<SessionRecord> find(UserKey user) {
    SessionRecord found = known(user);
    return found == null ? look(user) : CompletableFuture.completedFuture(found);
  }

  /** Where a user is, by Redis. */
  CompletableFuture<SessionRecord> look(UserKey user) {
    CompletableFuture<SessionRecord> mine = new CompletableFuture<>();
    CompletableFuture<SessionRecord> others = reading.putIfAbsent(user, mine);
    if (others != null) {
      return others;
    }
    read.apply(user)
        .whenComplete(
            (session, failure) -> {
              reading.remove(user, mine);
              if (session == null) {
                mine.completeExceptionally(failure == null ? new IllegalStateException() : failure);
              } else {
                remember(user, session);
                mine.complete(session);
              }
            });
    return mine;
  }

  private void remember(UserKey user, SessionRecord session) {
    // Who is not online may log in at any moment, and would seem to be away for seconds.
    if (session.node().isEmpty()) {
      known.remove(user);
    } else if (known.size() < MOST) {
      known.put(user, new Known(session, clock.nanoTime()));
    }
  }

  /** A user has just come to a server. */
  void came(UserKey user, String node) {
    remember(user, new SessionRecord(node, "", 0, OnlineState.ONLINE, 0));
  }

  /** Nobody was found there. */
  void forget(UserKey user) {
    known.remove(user);
  }

  /** A server is gone: nobody is there any more. */
  void forgetNode(String node) {
    known.values().removeIf(each -> each.session().node().equals(node));
  }

  /** Forgets what is too old to be used; call it every few seconds. */
  void tidy() {
    long now = clock.nanoTime();
    known.values().removeIf(each -> now - each.readNanos() > FRESH_NANOS);
  }
}
