package io.rtmkit.server.core.session;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator does to users: kick and ban. A ban lasts until its end, wherever it was set if
 * servers share their bans, and also over a restart if the store keeps it. Thread-safe.
 */
public final class Moderation implements BanStore.Listener, SessionListener {
  private static final Logger log = LoggerFactory.getLogger(Moderation.class);

  private final ConcurrentMap<UserKey, Ban> bans = new ConcurrentHashMap<>();
  private final Sessions sessions;
  private final BanStore store;
  private final Clock clock;

  /** Takes over the bans of the store. */
  public Moderation(Sessions sessions, BanStore store, Clock clock) {
    this.sessions = sessions;
    this.store = store;
    this.clock = clock;
    store.listen(this);
  }

  /**
   * Ends a user's session; the user may log in again.
   *
   * @param reason told to the user
   * @return false if the user has no session
   */
  public boolean kick(UserKey user, String reason) {
    Session session = sessions.find(user);
    if (session == null) {
      return false;
    }
    log.info("{} is kicked: {}", user, reason);
    sessions.end(session, CloseCode.CLOSE_CODE_KICKED, "kicked: " + reason);
    return true;
  }

  /**
   * A ban that begins now; it is not set yet.
   *
   * @param reason told to the user
   * @throws IllegalArgumentException if the duration is not positive
   */
  public Ban newBan(UserKey user, Duration duration, String reason) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("duration: is " + duration + ", must be positive");
    }
    return new Ban(user, clock.currentTimeMillis() + duration.toMillis(), reason);
  }

  /**
   * Keeps a user out and ends the session, if there is one. A ban takes the place of an earlier
   * one.
   */
  public void set(Ban ban, BanStore.Kept kept) {
    store.put(ban, kept);
  }

  /**
   * Lets a user in again.
   *
   * @param kept not called if this answers false
   * @return false if the user was not banned
   */
  public boolean unban(UserKey user, BanStore.Kept kept) {
    boolean banned = findBan(user) != null;
    if (banned) {
      store.remove(user, kept);
    }
    return banned;
  }

  @Override
  public void onBan(Ban ban) {
    if (!ban.equals(bans.put(ban.user(), ban))) {
      log.info("{}: {}", ban.user(), ban.text());
    }
    endSession(ban);
  }

  private void endSession(Ban ban) {
    Session session = sessions.find(ban.user());
    if (session != null && !ban.isOver(clock.currentTimeMillis())) {
      sessions.end(session, CloseCode.CLOSE_CODE_BANNED, ban.text());
    }
  }

  /** The ban has come while the user was logging in. */
  @Override
  public void onOpened(Session session) {
    Ban ban = findBan(session.user());
    if (ban != null) {
      sessions.end(session, CloseCode.CLOSE_CODE_BANNED, ban.text());
    }
  }

  @Override
  public void onAdopted(Session session) {
    onOpened(session);
  }

  @Override
  public void onUnban(UserKey user) {
    bans.remove(user);
  }

  @Override
  public void onAll(List<Ban> all) {
    Map<UserKey, Ban> byUser = new HashMap<>();
    all.forEach(ban -> byUser.put(ban.user(), ban));
    bans.keySet().retainAll(byUser.keySet());
    byUser.values().forEach(this::onBan);
  }

  /** The ban of a user, unless it is over. */
  public @Nullable Ban findBan(UserKey user) {
    if (bans.isEmpty()) {
      return null; // as it mostly is, at every login
    }
    Ban ban = bans.get(user);
    if (ban != null && ban.isOver(clock.currentTimeMillis())) {
      bans.remove(user, ban);
      return null;
    }
    return ban;
  }

  /** All bans in force. */
  public List<Ban> bans() {
    long nowMs = clock.currentTimeMillis();
    bans.values().removeIf(ban -> ban.isOver(nowMs));
    return List.copyOf(bans.values());
  }
}
