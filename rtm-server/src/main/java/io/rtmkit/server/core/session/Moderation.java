package io.rtmkit.server.core.session;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator does to users: kick and ban. A ban lasts until its end, also over a restart if
 * the store keeps it. Thread-safe.
 */
public final class Moderation {
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
    store.read().forEach(ban -> bans.put(ban.user(), ban));
  }

  private synchronized void keep() {
    store.write(bans());
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
   * Keeps a user out and ends the session, if there is one. A ban takes the place of an earlier
   * one.
   *
   * @param duration how long, from now
   * @param reason told to the user
   * @throws IllegalArgumentException if the duration is not positive
   */
  public Ban ban(UserKey user, Duration duration, String reason) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("duration: is " + duration + ", must be positive");
    }
    long until = clock.currentTimeMillis() + duration.toMillis();
    return ban(new Ban(user, until, reason));
  }

  /** Keeps a user out until {@link #unban}. */
  public Ban banForEver(UserKey user, String reason) {
    return ban(new Ban(user, Ban.FOR_EVER, reason));
  }

  private Ban ban(Ban ban) {
    bans.put(ban.user(), ban);
    keep();
    log.info("{}: {}", ban.user(), ban.text());
    Session session = sessions.find(ban.user());
    if (session != null) {
      sessions.end(session, CloseCode.CLOSE_CODE_BANNED, ban.text());
    }
    return ban;
  }

  /** Lets a user in again; false if the user was not banned. */
  public boolean unban(UserKey user) {
    boolean banned = findBan(user) != null;
    bans.remove(user);
    if (banned) {
      keep();
    }
    return banned;
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
