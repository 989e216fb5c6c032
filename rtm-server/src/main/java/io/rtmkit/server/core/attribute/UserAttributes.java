package io.rtmkit.server.core.attribute;

import io.rtmkit.protocol.v1.AttributeWrite;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.UserAttributesReply;
import io.rtmkit.server.core.MemoryBudget;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of users: written by their own sessions, read by everybody, and gone with the
 * session. Thread-safe: a set is touched only inside {@code compute} on its user's key.
 */
public final class UserAttributes implements SessionListener {
  private record Owned(Session session, AttributeSet set) {}

  private final ConcurrentMap<UserKey, Owned> byUser = new ConcurrentHashMap<>();

  /** Counts only: what a session may write bounds it. */
  private final MemoryBudget memory = new MemoryBudget(Long.MAX_VALUE);

  private final Sessions sessions;
  private final AttributeLimits limits;
  private final Revisions revisions;

  public UserAttributes(Sessions sessions, AttributeLimits limits, Revisions revisions) {
    this.sessions = sessions;
    this.limits = limits;
    this.revisions = revisions;
  }

  /** Writes the attributes of the session's user. */
  public AttributesWritten write(Session session, AttributeWrite write) {
    AttributesWritten[] written = new AttributesWritten[1];
    byUser.compute(
        session.user(),
        (user, existing) -> {
          // Asked in here: if the session ends after this, its clearing comes after this, too.
          if (sessions.find(user) != session || session.isEnded()) {
            written[0] = AttributesWritten.sessionEnded();
            return existing;
          }
          boolean own = existing != null && existing.session == session;
          Owned owned = existing != null && own ? existing : replace(existing, session);
          written[0] = owned.set.write(write, "", 0);
          return own || written[0].isDone() ? owned : null;
        });
    return written[0];
  }

  private Owned replace(@Nullable Owned leftOver, Session session) {
    if (leftOver != null) {
      leftOver.set.forget(); // of an older session of the user, which is just ending
    }
    return new Owned(session, new AttributeSet(limits, revisions, memory));
  }

  /**
   * Reads the attributes of a user of an app.
   *
   * @param keys of the attributes wanted; all if there are none
   * @return null if the user has no session
   */
  public @Nullable UserAttributesReply read(UserKey user, List<String> keys) {
    Session session = sessions.find(user);
    if (session == null || session.isEnded()) {
      return null;
    }
    UserAttributesReply.Builder reply = UserAttributesReply.newBuilder().setUserId(user.userId());
    byUser.computeIfPresent(
        user,
        (key, owned) -> {
          if (owned.session == session) {
            reply.addAllAttributes(owned.set.read(keys)).setRevision(owned.set.revision());
          }
          return owned;
        });
    return reply.build();
  }

  /** Users with attributes. */
  public int size() {
    return byUser.size();
  }

  /** Memory that the attributes of all users take. */
  public long bytes() {
    return memory.used();
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    byUser.computeIfPresent(
        session.user(),
        (user, owned) -> {
          if (owned.session != session) {
            return owned;
          }
          owned.set.forget();
          return null;
        });
  }
}
