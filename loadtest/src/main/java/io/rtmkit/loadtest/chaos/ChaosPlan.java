package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.chaos.FaultName.RedisKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done. Immutable.
 *
 * @param nodes servers; more than one share their users
 * @param faults of several servers, in turns; those of one are given by its store
 * @param rate messages a second, of all users together
 * @param roundTime the longest time between two faults
 * @param redisServer executable; null for the one that comes along
 * @param redisFsync how Redis keeps its file, as its setting {@code appendfsync} says it
 */
record ChaosPlan(
    StoreKind store,
    int nodes,
    List<FaultName> faults,
    int rounds,
    int users,
    int rate,
    Duration roundTime,
    long seed,
    @Nullable Path redisServer,
    String redisFsync) {
  /** Sends to whoever hops or logs in twice; stays itself. */
  static final int FEEDER = 0;

  /** Hops from server to server, if anybody does. */
  static final int HOPPER = 1;

  private static final int USERS_PER_CHANNEL = 8;
  private static final int WATCHED = 4;

  boolean isCluster() {
    return nodes > 1;
  }

  /** What the rounds bring, in their order. */
  List<Fault> strikes() {
    return isCluster() ? FaultName.plan(faults, rounds) : Fault.plan(store, rounds);
  }

  RedisKind redisKind() {
    return FaultName.redisFor(faults);
  }

  /** Whether servers are cut off from Redis. */
  boolean cuts() {
    return faults.contains(FaultName.CUT_NODE);
  }

  int channels() {
    return Math.max(2, users / USERS_PER_CHANNEL);
  }

  /** Every user is in one channel, and every fourth in two. */
  List<String> channelsOf(int user) {
    int first = user % channels();
    int second = (user + 1) % channels();
    return user % 4 == 0 ? List.of("room-" + first, "room-" + second) : List.of("room-" + first);
  }

  /** Of several servers, every user is told of the presence of the next few. */
  List<String> watchedBy(int user) {
    List<String> watched = new ArrayList<>();
    for (int i = 1; isCluster() && i <= WATCHED; i++) {
      watched.add(name((user + i) % users));
    }
    return watched;
  }

  static String name(int user) {
    return "user-" + user;
  }

  /** Every third user comes and goes. */
  boolean travels(int user) {
    return user % 3 == 2;
  }
}
