package io.rtmkit.server.store.redis;

import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.store.DurableStoreContract;
import io.rtmkit.server.store.Eventually;
import io.rtmkit.server.store.StoreRules;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The contract, kept by the store in a Redis that has to be started. One thread. */
abstract class RedisContract extends DurableStoreContract {
  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration KEPT = Duration.ofMillis(1_200);

  /** Each test has keys of its own. */
  private final String prefix = "t" + TESTS.incrementAndGet() + ":";

  /** Where the Redis of this class is. */
  abstract String uri();

  RedisConfig.Durability durability() {
    return RedisConfig.Durability.MASTER;
  }

  @Override
  protected MessageStore openStore(StoreRules rules) throws IOException {
    return RedisMessageStore.open(
        RedisConfigs.of(uri(), prefix, durability(), PATIENCE), rules, Clock.system());
  }

  @Override
  public long nowMs() {
    return System.currentTimeMillis();
  }

  @Override
  public void passRetention() {
    waitFor(KEPT.toMillis());
  }

  @Override
  public void tick() {
    waitFor(2);
  }

  /** Time cannot be moved in Redis. */
  private static void waitFor(long ms) {
    long end = System.currentTimeMillis() + ms;
    Eventually.until(Duration.ofSeconds(10), () -> System.currentTimeMillis() >= end);
  }
}
