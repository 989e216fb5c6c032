package io.rtmkit.loadtest.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is done to the server or its store in a round. */
enum Fault {
  KILL_SERVER("server killed"),
  KILL_REDIS("Redis killed"),
  FREEZE_REDIS("Redis frozen for 3 s"),
  FREEZE_REDIS_LONG("Redis frozen for 15 s");

  private static final List<Fault> OF_REDIS = List.of(KILL_REDIS, KILL_SERVER, FREEZE_REDIS);
  private static final long SHORT_MS = 3_000;
  private static final long LONG_MS = 15_000;

  private final String title;

  Fault(String title) {
    this.title = title;
  }

  /** Which faults the rounds bring, in their order. */
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

  /** Does it, and returns when whatever was killed runs again. */
  void strike(Stage stage) throws IOException, InterruptedException {
    switch (this) {
      case KILL_SERVER -> stage.restartServer();
      case KILL_REDIS -> stage.redis().restart();
      case FREEZE_REDIS -> stage.redis().freeze(SHORT_MS);
      case FREEZE_REDIS_LONG -> stage.redis().freeze(LONG_MS);
    }
  }

  @Override
  public String toString() {
    return title;
  }
}
