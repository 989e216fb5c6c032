package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.cluster.script.OpenedSession;
import io.rtmkit.server.cluster.wire.EndSessionItem;
import io.rtmkit.server.cluster.wire.HandedOverItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.core.session.UserKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Ends sessions where they were when they are elsewhere by now. What a session had on its way
 * follows it, and the end of that is told, so that its new server reads its queue after that.
 * Thread-safe.
 */
final class SessionHandover {
  private static final String ELSEWHERE = "the same user logged in elsewhere";
  private static final String RESUMED = "resumed on another server";

  /** Word for another server, until a session has come from there. */
  private record Leaving(String node, EndSessionItem end) {}

  private final ConcurrentMap<UserKey, Leaving> leaving = new ConcurrentHashMap<>();
  private final Sessions sessions;
  private final Bus bus;
  private final Directory directory;

  SessionHandover(Cluster cluster) {
    this.sessions = cluster.sessions();
    this.bus = cluster.bus();
    this.directory = cluster.directory();
  }

  /** A session was opened here; the one that the user had at another server ends. */
  void endDisplaced(UserKey user, OpenedSession opened) {
    if (isElsewhere(opened)) {
      send(opened.previousNode(), end(user, opened, CloseCode.CLOSE_CODE_REMOTE_LOGIN, ELSEWHERE));
    }
  }

  /** A session goes on here; at the other server it ends when it has been adopted. */
  void endWhenAdopted(UserKey user, OpenedSession opened) {
    if (isElsewhere(opened)) {
      EndSessionItem end = end(user, opened, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, RESUMED);
      leaving.put(user, new Leaving(opened.previousNode(), end));
    }
  }

  private boolean isElsewhere(OpenedSession opened) {
    String previous = opened.previousNode();
    return !previous.isEmpty() && !previous.equals(bus.node());
  }

  private static EndSessionItem end(
      UserKey user, OpenedSession opened, CloseCode code, String reason) {
    return EndSessionItem.newBuilder()
        .setAppId(user.appId())
        .setUserId(user.userId())
        .setSessionId(opened.previousSessionId())
        .setCloseCode(code.getNumber())
        .setReason(reason)
        .setEpoch(opened.epoch())
        .build();
  }

  private void send(String node, EndSessionItem end) {
    bus.send(node, Item.newBuilder().setEndSession(end).build());
  }

  /** From now on what the other server has for the session may come here. */
  void onAdopted(Session session) {
    Leaving other = leaving.remove(session.user());
    if (other != null) {
      send(other.node(), other.end());
    }
  }

  /** Another server, where a session is by now, says that it is over here. */
  void onEndSession(String from, EndSessionItem item) {
    UserKey user = new UserKey(item.getAppId(), item.getUserId());
    Session session = sessions.find(user);
    boolean over =
        session != null
            && session.identity().key().sessionId().equals(item.getSessionId())
            && session.identity().epoch() < item.getEpoch();
    if (session == null || over) {
      directory.came(user, from);
    }
    if (session != null && over) {
      CloseCode code = CloseCode.forNumber(item.getCloseCode());
      end(session, code == CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, item.getReason());
    }
    tellHandedOver(user, from);
  }

  /**
   * A session is at another server by now, as Redis says.
   *
   * @param goesOn whether it goes on there; otherwise its user has a new one
   */
  void goneTo(Session session, String node, boolean goesOn) {
    directory.came(session.user(), node);
    end(session, goesOn, goesOn ? RESUMED : ELSEWHERE);
    tellHandedOver(session.user(), node);
  }

  private void end(Session session, boolean goesOn, String reason) {
    if (goesOn) {
      sessions.release(session, CloseCode.CLOSE_CODE_RESUMED_ELSEWHERE, reason);
    } else {
      sessions.end(session, CloseCode.CLOSE_CODE_REMOTE_LOGIN, reason);
    }
  }

  private void tellHandedOver(UserKey user, String node) {
    HandedOverItem done =
        HandedOverItem.newBuilder().setAppId(user.appId()).setUserId(user.userId()).build();
    bus.send(node, Item.newBuilder().setHandedOver(done).build());
  }
}
