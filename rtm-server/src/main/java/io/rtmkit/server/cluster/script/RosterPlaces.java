package io.rtmkit.server.cluster.script;

import java.util.List;

/**
 * Members of a channel, and where they are. Immutable.
 *
 * @param places in the order in which they joined; any of them if there are more than were wanted
 * @param count how many there are
 */
public record RosterPlaces(List<Place> places, int count) {
  /** A member and its server. */
  public record Place(String userId, String node) {}
}
