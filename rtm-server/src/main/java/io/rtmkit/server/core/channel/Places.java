package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a shared channel that are on this server. Not thread-safe: guarded by the
 * channel's monitor.
 */
final class Places {
  /** A member, and what it is sent before it takes its seat. */
  static final class Place {
    final Member member;
    @Nullable CatchUp catchUp;

    Place(Session session) {
      member = new Member(session);
    }

    /** What it is sent when it takes its seat; null if it is not to take one. */
    @Nullable CatchUp takeCatchUp() {
      CatchUp taken = catchUp;
      catchUp = null;
      return taken;
    }
  }

  private final Map<String, Place> byUser = new LinkedHashMap<>(4);

  /** The place of this very session; null if it has none. */
  @Nullable Place find(Session session) {
    Place place = byUser.get(session.user().userId());
    return place != null && place.member.session == session ? place : null;
  }

  /** The session that a user has here; null if none. */
  @Nullable Session sessionOf(String userId) {
    Place place = byUser.get(userId);
    return place == null ? null : place.member.session;
  }

  /**
   * Gives a session a place; it keeps the one that it has.
   *
   * @return the place of an older session of the user, which has it no more; null if there was none
   */
  @Nullable Place enter(Session session, CatchUp catchUp) {
    Place known = find(session);
    if (known != null) {
      known.catchUp = catchUp;
      return null;
    }
    Place place = new Place(session);
    place.member.acknowledged = catchUp.facts().offset();
    place.catchUp = catchUp;
    return byUser.put(session.user().userId(), place);
  }

  void remove(Place place) {
    byUser.remove(place.member.userId(), place);
  }

  List<Place> all() {
    return List.copyOf(byUser.values());
  }

  int size() {
    return byUser.size();
  }
}
