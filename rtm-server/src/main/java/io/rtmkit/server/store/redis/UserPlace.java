package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.redis.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A place in what a user sent or received. Immutable. */
record UserPlace(OfUser scope, LogPlace place) {
  private static final int BUCKETS = 16;

  /**
   * Users whose keys share a slot, so that one script writes for all who wait; an app has several,
   * so that its history is not all in one place.
   */
  record Bucket(String appId, int number) {
    static Bucket of(OfUser scope) {
      // The names of keys depend on it: it must never change.
      int number = Math.floorMod(scope.user().userId().hashCode(), BUCKETS);
      return new Bucket(scope.appId(), number);
    }
  }

  /** Keys and places as add_places.lua and remove_places.lua take them. */
  static List<byte[]> split(RedisKeys names, List<UserPlace> places, List<byte[]> arguments) {
    Map<OfUser, Integer> numbers = new LinkedHashMap<>();
    for (UserPlace place : places) {
      Integer number = numbers.computeIfAbsent(place.scope(), scope -> numbers.size() + 1);
      arguments.add(Script.bytes(number));
      arguments.add(PlaceBytes.encode(place.scope(), place.place()));
    }
    List<byte[]> keys = new ArrayList<>();
    numbers.keySet().forEach(scope -> keys.add(names.places(scope)));
    return keys;
  }
}
