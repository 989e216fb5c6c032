package io.rtmkit.server.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisPair;
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

/** Messages that count as stored only when a replica has them. One thread. */
class ReplicaDurabilityIT {
  /** Long enough to do something before it is over. */
  private static final Duration REPLICA_TIMEOUT = Duration.ofMillis(500);

  private static final String REASON = "Redis has it, but no replica confirmed it within 500 ms";
  private static final Duration IN_TIME = Duration.ofSeconds(10);

  /** More than one WAIT after the other would allow in that time. */
  private static final int MANY = 100;

  @TempDir Path directory;
  private RedisPair redis;
  private MessageStore store;

  @BeforeEach
  void start() throws IOException {
    redis = RedisPair.start(RedisBinary.newer(directory), directory);
    store = open(redis.master().uri());
  }

  private static MessageStore open(String uri) throws IOException {
    return RedisMessageStore.open(
        RedisConfigs.of(uri, "rtm:", RedisConfig.Durability.REPLICA, REPLICA_TIMEOUT),
        FaultLoad.RULES,
        Clock.system());
  }

  @AfterEach
  void stop() {
    store.close();
    redis.close();
  }

  @Test
  void withoutReplicaNothingIsKnownToBeStored() {
    FaultLoad load = new FaultLoad(store);
    load.send(Requests.queued("alice", "u1", 1, System.currentTimeMillis()), () -> {});
    load.await(IN_TIME);

    assertUnconfirmed(load);
    assertThat(queue("u1")).as("it may arrive, once").containsExactly(1L);
    assertThat(store.status().isWell()).as("Redis does answer").isTrue();
  }

  @Test
  void whatIsSentAgainIsStoredOnceThereIsAReplica() {
    FaultLoad load = new FaultLoad(store);
    load.send("alice", 1, () -> {});
    load.await(IN_TIME);
    follow();

    StoreRequest again = Requests.again(load.ends().get(0).request());

    assertThat(store(again).offset()).isPositive();
    assertThat(queue("u1")).containsExactly(1L);
  }

  @Test
  void whatIsStoredIsThereWhenTheReplicaBecomesMaster() throws IOException {
    follow();
    FaultLoad load = new FaultLoad(store);
    for (int id = 0; id < MANY; id++) {
      load.send("alice", id, () -> {});
    }
    load.await(IN_TIME);
    redis.master().kill();
    redis.promote();

    assertThat(load.stored()).isPositive();
    try (MessageStore other = open(redis.other().uri())) {
      for (FaultLoad.End end : load.ends().stream().filter(FaultLoad.End::isStored).toList()) {
        assertThat(queue(other, "u" + end.request().message().messageId() % 16))
            .contains(end.request().message().messageId());
      }
    }
  }

  @Test
  void aReplicaThatStandsStillIsNotWaitedForLong() throws IOException, InterruptedException {
    follow();
    store(Requests.queued("alice", "bob", 1, System.currentTimeMillis()));
    redis.other().pause();
    FaultLoad load = new FaultLoad(store);
    for (int id = 0; id < MANY; id++) {
      load.send(Requests.queued("alice", "r" + id, id, System.currentTimeMillis()), () -> {});
    }
    assertThat(queue("bob")).containsExactly(1L);
    assertThat(load.ends()).as("who reads does not wait with them").isEmpty();
    load.await(IN_TIME);

    assertUnconfirmed(load);
    redis.other().resume();
    Eventually.until(Duration.ofSeconds(10), () -> isStored("probe"));
  }

  /** The first time a new replica may take longer. */
  private void follow() {
    redis.follow();
    Eventually.until(Duration.ofSeconds(10), () -> isStored("probe"));
  }

  private static void assertUnconfirmed(FaultLoad load) {
    assertThat(load.ends())
        .allSatisfy(
            end -> {
              assertThat(end.isUnknown()).isTrue();
              assertThat(end.failure()).hasMessage(REASON);
              assertThat(end.time()).isBetween(REPLICA_TIMEOUT.minusMillis(10), IN_TIME);
            });
  }

  private Stored store(StoreRequest request) {
    return store.store(request).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private boolean isStored(String receiver) {
    return store
        .store(Requests.queued("alice", receiver, 1, System.currentTimeMillis()))
        .handle((stored, failure) -> failure == null)
        .toCompletableFuture()
        .join();
  }

  private List<Long> queue(String userId) {
    return queue(store, userId);
  }

  private static List<Long> queue(MessageStore store, String userId) {
    QueuePage page =
        store
            .readQueue(Requests.user(userId), 0, 1_000, 1 << 20)
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    return page.entries().stream().map(entry -> entry.message().messageId()).toList();
  }
}
