package io.rtmkit.loadtest.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A fault of several servers as the command line names it; its variants come in turns. */
enum FaultName {
  KILL_NODE(RedisKind.ANY, Fault.KILL_SERVER, Fault.KILL_SERVER_LATE),
  STOP_NODE(RedisKind.ANY, Fault.STOP_SERVER, Fault.STOP_SERVER_LONG, Fault.STOP_SERVER_LONGEST),
  CUT_NODE(RedisKind.SINGLE, Fault.CUT_SERVER, Fault.CUT_SERVER_LONG, Fault.CUT_SERVER_LONGEST),
  KILL_REDIS(RedisKind.SINGLE, Fault.KILL_REDIS),
  STOP_REDIS(RedisKind.SINGLE, Fault.FREEZE_REDIS, Fault.FREEZE_REDIS_LONG),
  FAILOVER(RedisKind.SENTINEL, Fault.FAIL_OVER),
  SLOT_MOVE(RedisKind.CLUSTER, Fault.MOVE_SLOT),
  CLUSTER_FAILOVER(RedisKind.CLUSTER, Fault.FAIL_OVER_CLUSTER),
  HOP(RedisKind.ANY, Fault.HOP),
  DOUBLE_LOGIN(RedisKind.ANY, Fault.DOUBLE_LOGIN),
  ROLLING(RedisKind.ANY, Fault.ROLL);

  private final RedisKind redis;

  @SuppressWarnings("ImmutableEnumChecker") // what List.of answers is immutable
  private final List<Fault> variants;

  FaultName(RedisKind redis, Fault... variants) {
    this.redis = redis;
    this.variants = List.of(variants);
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if there is no such fault
   */
  static FaultName parse(String text) {
    return Arrays.stream(values())
        .filter(name -> name.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--fault must be of " + all() + ", not " + text));
  }

  private static String all() {
    return Arrays.stream(values()).map(FaultName::toString).collect(Collectors.joining(", "));
  }

  /**
   * Which Redis these need.
   *
   * @throws IllegalArgumentException if none would do for all
   */
  static RedisKind redisFor(List<FaultName> names) {
    Set<RedisKind> kinds =
        names.stream()
            .map(name -> name.redis)
            .filter(kind -> kind != RedisKind.ANY)
            .collect(Collectors.toSet());
    if (kinds.size() > 1) {
      throw new IllegalArgumentException(
          "--fault " + names + " cannot be in one run: they are of different kinds of Redis");
    }
    return kinds.isEmpty() ? RedisKind.SINGLE : kinds.iterator().next();
  }

  /** Which faults the rounds bring: the names in turns, and of each its variants in turns. */
  static List<Fault> plan(List<FaultName> names, int rounds) {
    List<Fault> faults = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<Fault> variants = names.get(round % names.size()).variants;
      faults.add(variants.get(round / names.size() % variants.size()));
    }
    return faults;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How Redis is set up. */
  enum RedisKind {
    /** However: the fault is none of Redis. */
    ANY,
    SINGLE,
    SENTINEL,
    CLUSTER
  }
}
