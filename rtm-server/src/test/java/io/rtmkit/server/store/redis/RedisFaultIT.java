package io.rtmkit.server.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisProcess;
import io.rtmkit.server.store.Eventually;
import io.rtmkit.server.store.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store does when Redis dies or stands still under load. */
class RedisFaultIT {
  private static final int CALLS = 200;
  private static final Duration DEAD = Duration.ofMillis(300);

  @TempDir Path directory;
  private RedisProcess redis;
  private MessageStore store;

  @BeforeEach
  void start() throws IOException {
    redis = RedisProcess.startDurable(RedisBinary.newer(directory), directory);
    store =
        RedisMessageStore.open(
            RedisConfigs.of(redis.uri(), "rtm:"), FaultLoad.RULES, Clock.system());
  }

  @AfterEach
  void stop() {
    store.close();
    redis.close();
  }

  @Test
  void whatWasStoredOutlivesRedis() throws Exception {
    FaultLoad load = new FaultLoad(store);
    List<Thread> threads = load.start();
    Eventually.until(Duration.ofSeconds(20), () -> load.stored() > 2_000);

    redis.kill();
    TimeUnit.MILLISECONDS.sleep(DEAD.toMillis());
    int before = load.stored();
    redis.start();
    Eventually.until(Duration.ofSeconds(30), () -> load.stored() > before + 2_000);
    load.stop(threads);

    assertThat(load.ends()).as("some waited").anyMatch(end -> end.time().compareTo(DEAD) > 0);
    load.check();
  }

  @Test
  void aRedisThatStandsStillForAWhileDoublesNothing() throws Exception {
    FaultLoad load = new FaultLoad(store);
    sendSome(load, "before");
    load.await(Duration.ofSeconds(10));
    redis.pause();
    sendSome(load, "during");
    TimeUnit.SECONDS.sleep(3);
    assertThat(load.stored()).isEqualTo(CALLS);
    redis.resume();
    load.await(Duration.ofSeconds(8));

    assertThat(load.ends()).allMatch(end -> end.isStored() || end.isUnknown());
    assertThat(load.stored()).isGreaterThan(CALLS);
    load.check();
  }

  @Test
  void aRedisThatStandsStillForLongIsGivenUpInTime() throws Exception {
    FaultLoad load = new FaultLoad(store);
    redis.pause();
    long begin = System.nanoTime();
    sendSome(load, "during");
    load.await(Duration.ofSeconds(10));
    assertThat(load.stored()).isZero();
    assertThat(load.ends()).anyMatch(FaultLoad.End::isUnknown);

    Eventually.until(Duration.ofSeconds(15), () -> !store.status().isWell());
    FaultLoad late = new FaultLoad(store);
    sendSome(late, "late");
    late.await(Duration.ofSeconds(10));
    assertThat(late.ends().stream().filter(RedisFaultIT::isRefusedAtOnce).count())
        .isGreaterThanOrEqualTo(CALLS - 10);

    TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(15) - (System.nanoTime() - begin));
    redis.resume();
    Eventually.until(Duration.ofSeconds(15), this::canStore);
    load.check();
    sendAllAgain(load);
  }

  private static void sendSome(FaultLoad load, String sender) {
    for (int id = 0; id < CALLS; id++) {
      load.send(sender, id, () -> {});
    }
  }

  private static boolean isRefusedAtOnce(FaultLoad.End end) {
    return end.isRefused() && end.time().compareTo(Duration.ofMillis(200)) < 0;
  }

  private boolean canStore() {
    return store
        .store(Requests.queued("probe", "nobody", 1, System.currentTimeMillis()))
        .handle((stored, failure) -> failure == null)
        .toCompletableFuture()
        .join();
  }

  /** Whoever has no answer sends again: then everything is there once. */
  private void sendAllAgain(FaultLoad before) {
    FaultLoad again = new FaultLoad(store);
    before.ends().forEach(end -> again.send(Requests.again(end.request()), () -> {}));
    again.await(Duration.ofSeconds(10));
    assertThat(again.stored()).isEqualTo(before.ends().size());
  }
}
