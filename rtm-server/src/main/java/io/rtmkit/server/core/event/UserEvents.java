package io.rtmkit.server.core.event;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.UserKey;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one line of events for each user out of what becomes of the user's sessions: a session is
 * told as online, then as offline, and only then the next one, also if one ends on one thread while
 * the next is opened on another. Thread-safe: settled inside {@code compute} on the user.
 */
public final class UserEvents implements SessionListener {
  /** What has been told of a user. Guarded by the {@code compute} on the user. */
  private static final class Line {
    /** Told as online, and not as offline. */
    private @Nullable Session present;

    private OnlineState told = OnlineState.ONLINE;

    /** Told from beginning to end, although one of both is still to be heard of. */
    private final Set<Session> through = new HashSet<>(2);

    private boolean isEmpty() {
      return present == null && through.isEmpty();
    }
  }

  private final ConcurrentMap<UserKey, Line> lines = new ConcurrentHashMap<>();
  private final Events events;

  public UserEvents(Events events) {
    this.events = events;
  }

  @Override
  public void onOpened(Session session) {
    change(session, line -> opened(line, session));
  }

  private void opened(Line line, Session session) {
    if (line.through.remove(session)) {
      return;
    }
    if (line.present != null && session.isEnded()) {
      line.through.add(session); // a newer one was quicker
      return;
    }
    endPresent(line);
    tellSeen(session, EventKind.USER_ONLINE);
    line.present = session;
    line.told = OnlineState.ONLINE;
  }

  /** A newer session is here, and the end of the older one is still to be heard of. */
  private void endPresent(Line line) {
    if (line.present != null) {
      tellOffline(line.present, OfflineReason.REMOTE_LOGIN);
      line.through.add(line.present);
    }
  }

  @Override
  public void onEnded(Session session, CloseCode code, Set<String> channels) {
    change(session, line -> ended(line, session, OfflineReason.of(code)));
  }

  private void ended(Line line, Session session, OfflineReason reason) {
    if (line.present == session) {
      tellOffline(session, reason);
      line.present = null;
    } else if (!line.through.remove(session)) {
      line.through.add(session); // its opening is still to be heard of
      if (line.present == null) {
        tellSeen(session, EventKind.USER_ONLINE);
        tellOffline(session, reason);
      }
    }
  }

  /** It goes on elsewhere, where its end is told; only what was told here is put right here. */
  @Override
  public void onMoved(Session session, Set<String> channels) {
    change(session, line -> moved(line, session));
  }

  private void moved(Line line, Session session) {
    if (line.present == session) {
      if (line.told == OnlineState.UNREACHABLE) {
        tellSeen(session, EventKind.USER_ONLINE); // the other server does not know it was told
      }
      line.present = null;
    } else if (!line.through.remove(session)) {
      line.through.add(session); // its coming is still to be heard of
    }
  }

  /** It was told as online where it comes from; its end is told here. */
  @Override
  public void onAdopted(Session session) {
    change(session, line -> adopted(line, session));
  }

  private void adopted(Line line, Session session) {
    if (line.through.remove(session)) {
      return;
    }
    endPresent(line);
    line.present = session;
    line.told = OnlineState.ONLINE;
  }

  @Override
  public void onResumed(Session session) {
    change(session, line -> looked(line, session));
  }

  @Override
  public void onStateChanged(Session session) {
    change(session, line -> looked(line, session));
  }

  private void looked(Line line, Session session) {
    OnlineState state = session.state();
    if (line.present == session && state != line.told && state != OnlineState.OFFLINE) {
      line.told = state;
      tellSeen(
          session,
          state == OnlineState.ONLINE ? EventKind.USER_ONLINE : EventKind.USER_UNREACHABLE);
    }
  }

  private void change(Session session, Consumer<Line> change) {
    lines.compute(
        session.user(),
        (user, known) -> {
          Line line = known == null ? new Line() : known;
          change.accept(line);
          return line.isEmpty() ? null : line;
        });
  }

  private void tellSeen(Session session, EventKind kind) {
    String id = session.identity().key().sessionId();
    events.tell(now -> new Event.UserSeen(kind, session.user(), id, now));
  }

  private void tellOffline(Session session, OfflineReason reason) {
    String id = session.identity().key().sessionId();
    events.tell(now -> new Event.UserOffline(session.user(), id, reason, now));
  }

  int size() {
    return lines.size();
  }
}
