package io.rtmkit.loadtest.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done. Immutable.
 *
 * @param rate messages a second, of all users together
 * @param roundTime the longest time between two faults
 * @param redisServer executable; null for the one that comes along
 * @param redisFsync how Redis keeps its file, as its setting {@code appendfsync} says it
 */
record ChaosPlan(
    StoreKind store,
    int rounds,
    int users,
    int rate,
    Duration roundTime,
    long seed,
    @Nullable Path redisServer,
    String redisFsync) {
  private static final int USERS_PER_CHANNEL = 8;

  int channels() {
    return Math.max(2, users / USERS_PER_CHANNEL);
  }

  /** Every user is in one channel, and every fourth in two. */
  List<String> channelsOf(int user) {
    int first = user % channels();
    int second = (user + 1) % channels();
    return user % 4 == 0 ? List.of("room-" + first, "room-" + second) : List.of("room-" + first);
  }

  /** Every third user comes and goes. */
  boolean travels(int user) {
    return user % 3 == 2;
  }
}
