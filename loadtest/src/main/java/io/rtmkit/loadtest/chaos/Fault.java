package io.rtmkit.loadtest.chaos;

import java.util.ArrayList;
import java.util.List;

/** What is done in a round: to a server, to its store, or by a user. */
enum Fault {
  KILL_SERVER("server killed"),
  KILL_SERVER_LATE("server killed, started 12 s later", 12),
  STOP_SERVER("server stopped for 5 s", 5),
  STOP_SERVER_LONG("server stopped for 15 s", 15),
  STOP_SERVER_LONGEST("server stopped for 40 s", 40),
  CUT_SERVER("server without Redis for 5 s", 5),
  CUT_SERVER_LONG("server without Redis for 20 s", 20),
  CUT_SERVER_LONGEST("server without Redis for 60 s", 60),
  KILL_REDIS("Redis killed"),
  FREEZE_REDIS("Redis frozen for 3 s", 3),
  FREEZE_REDIS_LONG("Redis frozen for 15 s", 15),
  FAIL_OVER("Redis master killed"),
  MOVE_SLOT("slot moved"),
  FAIL_OVER_CLUSTER("Redis Cluster master killed"),
  HOP("client hopped"),
  DOUBLE_LOGIN("user logged in twice"),
  ROLL("servers restarted in turn");

  private static final List<Fault> OF_REDIS = List.of(KILL_REDIS, KILL_SERVER, FREEZE_REDIS);

  private final String title;
  private final int seconds;

  Fault(String title) {
    this(title, 0);
  }

  Fault(String title, int seconds) {
    this.title = title;
    this.seconds = seconds;
  }

  /** How long it lasts, if that is part of it. */
  int seconds() {
    return seconds;
  }

  /** Whether users of a server are left without one, as long as nobody knows that it is gone. */
  boolean losesServer() {
    return switch (this) {
      case KILL_SERVER,
          KILL_SERVER_LATE,
          STOP_SERVER,
          STOP_SERVER_LONG,
          STOP_SERVER_LONGEST,
          CUT_SERVER,
          CUT_SERVER_LONG,
          CUT_SERVER_LONGEST ->
          true;
      default -> false;
    };
  }

  /** Which faults the rounds of one server bring, in their order. */
  static List<Fault> plan(StoreKind store, int rounds) {
    List<Fault> faults = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      if (store != StoreKind.REDIS) {
        faults.add(KILL_SERVER);
      } else if (round % 10 == 4) {
        faults.add(FREEZE_REDIS_LONG);
      } else {
        faults.add(OF_REDIS.get(round % OF_REDIS.size()));
      }
    }
    return faults;
  }

  @Override
  public String toString() {
    return title;
  }
}
