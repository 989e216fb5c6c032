package io.rtmkit.server.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.HistoryScope.Part;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisLink;
import io.rtmkit.server.redis.RedisOpening;
import io.rtmkit.server.redis.RedisProcess;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.Requests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts one by one: what happens when one runs twice, and what lies in Redis then. */
class RedisScriptsIT {
  private static final byte[] LOG = Script.bytes("log");
  private static final byte[] ALICE_SENT =
      new RedisKeys("rtm:").places(new OfUser(Requests.user("alice"), Part.SENT));
  private static final byte[] SIZE = Script.bytes(400);

  @TempDir Path directory;
  private RedisProcess redis;
  private RedisLink link;
  private RedisClient client;
  private RedisCommands<byte[], byte[]> commands;

  @BeforeEach
  void start() throws IOException {
    redis = RedisProcess.start(RedisBinary.newer(directory), directory, false);
    link = RedisOpening.open(RedisConfigs.of(redis.uri(), "rtm:"));
    client = RedisClient.create(redis.uri());
    StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
    commands = connection.sync();
  }

  @AfterEach
  void stop() {
    client.shutdown();
    link.close();
    redis.close();
  }

  private List<Object> run(String script, List<byte[]> keys, Object... arguments) {
    List<byte[]> bytes = new ArrayList<>();
    for (Object argument : arguments) {
      bytes.add(argument instanceof byte[] raw ? raw : Script.bytes(argument.toString()));
    }
    return link.run(Script.writing(AcknowledgeScript.class, script), keys, bytes)
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private String field(String key, String field) {
    byte[] value = commands.hget(Script.bytes(key), Script.bytes(field));
    return value == null ? "" : Script.text(value);
  }

  @Test
  void aLossThatWasToldCountsOnce() {
    List<byte[]> queue = List.of(Script.bytes("q"), Script.bytes("d"), Script.bytes("s"));
    for (int i = 0; i < 5; i++) {
      run("store_queued", queue, 1, 60, "12345678alice" + i, "record");
    }
    assertThat(field("s", "lost")).isEqualTo("4");

    run("acknowledge", queue, 0, 3, "operation 1");
    run("acknowledge", queue, 0, 3, "operation 1");

    assertThat(field("s", "lost")).isEqualTo("1");
    run("acknowledge", queue, 0, 1, "operation 2");
    assertThat(field("s", "lost")).isEqualTo("0");
  }

  @Test
  void whatMayBeInTheLogIsLookedForThere() {
    Object first = run("append_log", List.of(LOG), 60_000, 60, 60, 0, 2, "alice", "1", "r").get(0);
    run("append_log", List.of(LOG), 60_000, 60, 60, 0, 2, "carol", "1", "r");

    Object again = run("append_log", List.of(LOG), 60_000, 60, 60, 1, 2, "alice", "1", "r").get(0);

    assertThat(Script.text(((List<?>) again).get(0)))
        .isEqualTo(Script.text(((List<?>) first).get(0)));
    assertThat(commands.xlen(LOG)).isEqualTo(2);
  }

  @Test
  void bytesOfAnAppAreCountedOnce() {
    List<byte[]> account = List.of(Script.bytes("a"), Script.bytes("a:b"));
    Object[] arguments = {1_000, 60_000, 60, "operation 1", "", "log", "1-1", 400, "alice"};
    run("index_log", account, arguments);
    run("index_log", account, arguments);
    assertThat(field("a:b", "bytes")).isEqualTo("400");
    run("index_log", account, 1_000, 60_000, 60, "operation 2", "", "log", "2-1", 500, "");

    List<Object> victims =
        run("index_log", account, 1_000, 60_000, 60, "operation 3", "", "log", "3-1", 300, "");

    assertThat(victims).hasSize(4);
    assertThat(Script.text(victims.get(2))).isEqualTo("1-1");
    assertThat(Script.text(victims.get(3))).isEqualTo("alice");
    String upTo = Script.text(victims.get(0));
    for (int i = 0; i < 2; i++) {
      assertThat(run("index_log", account, 1_000, 60_000, 60, "operation 4", upTo)).hasSize(1);
      assertThat(field("a:b", "bytes")).isEqualTo("800");
    }
  }

  @Test
  void anAccountOfOlderServersHasNoSenders() {
    List<byte[]> account = List.of(Script.bytes("a"), Script.bytes("a:b"));
    commands.xadd(
        account.get(0), Script.bytes("c"), LOG, Script.bytes("i"), LOG, Script.bytes("n"), SIZE);
    commands.hset(account.get(1), Script.bytes("bytes"), SIZE);

    List<Object> victims = run("index_log", account, 100, 60_000, 60, "operation 1", "");

    assertThat(victims).hasSize(4);
    assertThat(Script.text(victims.get(3))).isEmpty();
  }

  @Test
  void placesAreThereOnceAndGoOnce() {
    List<byte[]> keys = List.of(Script.bytes("{b}1"), Script.bytes("{b}2"));
    Object[] places = {60, 60_000, 0, 1, place(50, "pbob"), 2, place(50, "palice")};
    assertThat(run("add_places", keys, places)).containsExactly(2L);
    assertThat(run("add_places", keys, places)).containsExactly(0L);
    assertThat(commands.zcard(keys.get(0)) + commands.zcard(keys.get(1))).isEqualTo(2);

    assertThat(run("remove_places", keys, 2, place(50, "palice"))).containsExactly(1L);
    assertThat(run("remove_places", keys, 2, place(50, "palice"))).containsExactly(0L);
    assertThat(commands.zcard(keys.get(0))).isEqualTo(1);
  }

  @Test
  void placesThatAreTooOldGoWhenItIsAskedFor() {
    List<byte[]> keys = List.of(Script.bytes("{b}1"), Script.bytes("{b}2"));
    long now = System.currentTimeMillis();
    for (int i = 0; i < 3_000; i++) {
      run("add_places", keys.subList(0, 1), 60, 60_000, 0, 1, place(now - 70_000, "p" + i));
    }
    run("add_places", keys, 60, 60_000, 1, 1, place(now, "pbob"), 2, place(now, "pbob"));
    assertThat(commands.zcard(keys.get(0))).isEqualTo(3_001 - 2_048);

    run("add_places", keys, 60, 60_000, 1, 1, place(now, "pbob"), 2, place(now, "pbob"));
    assertThat(commands.zcard(keys.get(0))).isEqualTo(1);
    assertThat(commands.zcard(keys.get(1))).isEqualTo(1);
    assertThat(commands.ttl(keys.get(0))).isBetween(1L, 60L);
  }

  private static byte[] place(long ms, String other) {
    return ByteBuffer.allocate(8 + other.length())
        .putLong(LogIds.first(ms))
        .put(Script.bytes(other))
        .array();
  }

  @Test
  void aDamagedMessageIsCountedAndNotDelivered() throws Exception {
    try (RedisMessageStore store =
        RedisMessageStore.open(
            RedisConfigs.of(redis.uri(), "rtm:"), FaultLoad.RULES, Clock.system())) {
      for (int i = 1; i <= 3; i++) {
        store
            .store(Requests.queued("alice", "bob", i, System.currentTimeMillis()))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
      }
      byte[] key = Script.bytes("rtm:{u:app:bob}:q");
      byte[] entry = commands.lindex(key, 1);
      entry[entry.length - 1] ^= 1;
      commands.lset(key, 1, entry);

      QueuePage page =
          store
              .readQueue(Requests.user("bob"), 0, 100, 1 << 20)
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);

      assertThat(page.entries())
          .extracting(read -> read.message().messageId())
          .containsExactly(1L, 3L);
      assertThat(page.lost()).isEqualTo(1);
    }
  }

  @Test
  void keysOutliveWhatIsInThemButNotForEver() throws Exception {
    try (RedisMessageStore store =
        RedisMessageStore.open(
            RedisConfigs.of(redis.uri(), "rtm:"), FaultLoad.RULES, Clock.system())) {
      store
          .store(Requests.queued("alice", "bob", 1, System.currentTimeMillis()))
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
      store
          .store(
              Requests.historical(Requests.channel("news"), "alice", 1, System.currentTimeMillis()))
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    }
    long kept = FaultLoad.RULES.offline().retention().toSeconds();

    List<byte[]> keys = commands.keys("*");
    assertThat(keys.stream().map(Script::text).toList())
        .containsExactlyInAnyOrder(
            "rtm:{u:app:bob}:q",
            "rtm:{u:app:bob}:d",
            "rtm:{u:app:bob}:s",
            "rtm:{h:app:c:news}",
            Script.text(ALICE_SENT),
            "rtm:{ha:app}",
            "rtm:{ha:app}:b");
    for (byte[] key : keys) {
      assertThat(commands.ttl(key)).as(Script.text(key)).isBetween(kept, kept + 3_600);
    }
  }
}
