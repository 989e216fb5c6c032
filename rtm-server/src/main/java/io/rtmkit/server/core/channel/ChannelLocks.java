package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.server.core.Revisions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The locks of a channel: each is held by one user until it is given back or its time is over. The
 * revision rises whenever a holder comes or goes. What is over is removed first by every operation,
 * so that the clock alone decides. Not thread-safe: guarded by the channel's monitor.
 */
final class ChannelLocks {
  /** One lock that is held. */
  private static final class Held {
    final String name;
    final String ownerId;
    final long token;
    long expiresAt;

    Held(String name, String ownerId, long token) {
      this.name = name;
      this.ownerId = ownerId;
      this.token = token;
    }
  }

  private final int most;
  private final Revisions revisions;
  private final Map<String, Held> byName = new LinkedHashMap<>(2);
  private long revision;

  /**
   * Creates a channel's locks, of which there are none.
   *
   * @param most locks that a channel may have
   */
  ChannelLocks(int most, Revisions revisions) {
    this.most = most;
    this.revisions = revisions;
  }

  /** Of the last change of holders; 0 if there was none. */
  long revision() {
    return revision;
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  /** Does what a request whose fields have been checked asks for. */
  LockAnswer apply(LockRequest request, String userId, long now) {
    expire(now);
    String name = request.getLockName();
    return switch (request.getAction()) {
      case LOCK_ACTION_ACQUIRE -> acquire(request, userId, now);
      case LOCK_ACTION_RENEW ->
          isHeldBy(name, userId) ? renew(request, now) : LockAnswer.notHeldBy(userId);
      case LOCK_ACTION_RELEASE ->
          isHeldBy(name, userId) ? remove(name) : LockAnswer.notHeldBy(userId);
      case LOCK_ACTION_REVOKE -> byName.containsKey(name) ? remove(name) : LockAnswer.notHeld();
      case LOCK_ACTION_UNSPECIFIED, UNRECOGNIZED -> LockAnswer.noAction();
    };
  }

  private LockAnswer acquire(LockRequest request, String userId, long now) {
    String name = request.getLockName();
    Held held = byName.get(name);
    if (held == null && byName.size() >= most) {
      return LockAnswer.exceeded(most);
    }
    if (held != null && !held.ownerId.equals(userId)) {
      return LockAnswer.heldByAnother(held.ownerId, leftMs(held, now));
    }
    if (held == null) {
      revision = revisions.next();
      byName.put(name, new Held(name, userId, revision));
    }
    return renew(request, now);
  }

  private LockAnswer renew(LockRequest request, long now) {
    Held held = byName.get(request.getLockName());
    if (held == null) {
      return LockAnswer.notHeld();
    }
    held.expiresAt = now + TimeUnit.MILLISECONDS.toNanos(request.getTtlMs());
    return LockAnswer.held(describe(held, now));
  }

  private LockAnswer remove(String name) {
    byName.remove(name);
    revision = revisions.next();
    return LockAnswer.gone();
  }

  /** Removes what is over; the revision tells whether there was anything. */
  void expire(long now) {
    if (byName.values().removeIf(held -> held.expiresAt - now <= 0)) {
      revision = revisions.next();
    }
  }

  /** Whether a user holds a lock, as of the last look at the clock. */
  boolean isHeldBy(String name, String userId) {
    Held held = byName.get(name);
    return held != null && held.ownerId.equals(userId);
  }

  /** All locks, in the order in which they were acquired. */
  List<ChannelLock> read(long now) {
    return byName.values().stream().map(held -> describe(held, now)).toList();
  }

  private static ChannelLock describe(Held held, long now) {
    return ChannelLock.newBuilder()
        .setName(held.name)
        .setOwnerId(held.ownerId)
        .setExpiresInMs((int) leftMs(held, now))
        .setToken(held.token)
        .build();
  }

  /** Rounded up, so that 0 means that it is over. */
  private static long leftMs(Held held, long now) {
    return (held.expiresAt - now + 999_999) / 1_000_000;
  }
}
