package io.rtmkit.server.store;

import java.util.HashMap;
import java.util.Map;

/**
 * Which message of a full queue gives way to a new one: the oldest of the sender who then has the
 * most. So nobody can push out what others sent. Stateless.
 */
public final class FairShare {
  /** Where a message of a queue is, and who sent it. */
  public record Place(long offset, String senderId) {}

  private FairShare() {}

  /**
   * The place of the message that gives way.
   *
   * @param queue oldest first, not empty
   * @param newcomer the sender of the new message
   */
  public static Place victim(Iterable<Place> queue, String newcomer) {
    Map<String, Integer> counts = new HashMap<>();
    counts.put(newcomer, 1);
    for (Place place : queue) {
      counts.merge(place.senderId(), 1, Integer::sum);
    }
    Place victim = null;
    for (Place place : queue) {
      if (victim == null || count(counts, place) > count(counts, victim)) {
        victim = place;
      }
    }
    if (victim == null) {
      throw new IllegalArgumentException("an empty queue");
    }
    return victim;
  }

  private static int count(Map<String, Integer> counts, Place place) {
    return counts.getOrDefault(place.senderId(), 0);
  }
}
