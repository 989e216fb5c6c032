package io.rtmkit.server.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.HistoryScope.Part;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisProcess;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.MessageRecord;
import io.rtmkit.server.store.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users sent, when keys of Redis do not agree with each other or ids of logs meet. */
class RedisUserHistoryIT {
  private static final RedisKeys KEYS = new RedisKeys("rtm:");
  private static final OfUser SENT = new OfUser(Requests.user("alice"), Part.SENT);
  private static final Conversation TWO = Conversation.between(Requests.APP, "alice", "bob");

  @TempDir Path directory;
  private RedisProcess redis;
  private RedisMessageStore store;
  private RedisClient client;
  private RedisCommands<byte[], byte[]> commands;

  @BeforeEach
  void start() throws IOException {
    redis = RedisProcess.start(RedisBinary.newer(directory), directory, false);
    store =
        RedisMessageStore.open(
            RedisConfigs.of(redis.uri(), "rtm:"), FaultLoad.RULES, Clock.system());
    client = RedisClient.create(redis.uri());
    commands = client.connect(ByteArrayCodec.INSTANCE).sync();
  }

  @AfterEach
  void stop() {
    client.shutdown();
    store.close();
    redis.close();
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private StoreRequest keep(long id) throws Exception {
    StoreRequest request = Requests.historical(TWO, "alice", id, System.currentTimeMillis());
    get(store.store(request));
    return request;
  }

  private List<Long> sent() throws Exception {
    return ids(get(store.query(Requests.all(SENT))));
  }

  private static List<Long> ids(LogPage page) {
    return page.entries().stream().map(entry -> entry.message().messageId()).toList();
  }

  @Test
  void aPlaceThatWasLostIsWrittenWhenTheMessageIsSentAgain() throws Exception {
    StoreRequest request = keep(1);
    commands.del(KEYS.places(SENT));
    assertThat(sent()).isEmpty();

    get(store.store(Requests.again(request)));

    assertThat(sent()).containsExactly(1L);
    assertThat(get(store.count(Requests.all(TWO)))).isEqualTo(1);
  }

  @Test
  void whatIsGoneOrDamagedIsPassedOver() throws Exception {
    for (int i = 1; i <= 5; i++) {
      keep(i);
    }
    List<LogPage.Entry> entries = get(store.query(Requests.all(SENT))).entries();
    commands.xdel(KEYS.log(TWO), RedisKeys.streamId(entries.get(1).id()));
    put(TWO, entries.get(4).id() + 1, 6, (byte) 1);
    put(TWO, entries.get(4).id() + 2, 7, (byte) 0);

    assertThat(sent()).containsExactly(1L, 3L, 4L, 5L, 7L);
    LogPage page = get(store.query(Requests.piece(Requests.all(SENT), null, 2)));
    assertThat(ids(page)).containsExactly(1L, 3L);
    page = get(store.query(Requests.piece(Requests.newest(SENT), null, 2)));
    assertThat(ids(page)).containsExactly(7L, 5L);
  }

  @Test
  void aPlaceOfSomebodyElsesMessageShowsNothing() throws Exception {
    keep(1);
    LogPage.Entry entry = get(store.query(Requests.all(SENT))).entries().get(0);
    OfUser bob = new OfUser(Requests.user("bob"), Part.SENT);
    commands.zadd(KEYS.places(bob), 0, PlaceBytes.encode(bob, entry.place()));

    assertThat(get(store.query(Requests.all(bob))).entries()).isEmpty();
  }

  /** Writes a message and its place as the scripts would, with an id of the test's choice. */
  private void put(Conversation conversation, long id, long messageId, byte damage) {
    byte[] key = KEYS.log(conversation);
    StoreRequest request =
        Requests.historical(conversation, "alice", messageId, System.currentTimeMillis());
    byte[] record = new MessageRecord(request.message(), false, true).encode(key);
    record[record.length - 1] ^= damage;
    commands.eval(
        "return {redis.call('XADD', KEYS[1], ARGV[1], 'f', '2', 's', 'alice', 'm', '1', 'b', ARGV[2])}",
        ScriptOutputType.MULTI,
        new byte[][] {key},
        Script.bytes(RedisKeys.streamId(id)),
        record);
    commands.zadd(KEYS.places(SENT), 0, PlaceBytes.encode(SENT, new LogPlace(id, conversation)));
  }

  @Test
  void messagesOfSeveralLogsWithOneIdAreWalkedThroughOnce() throws Exception {
    long first = LogIds.first(System.currentTimeMillis() - 10_000);
    int count = 0;
    for (int id = 0; id < 3; id++) {
      for (String other : List.of("b", "bb", ":", "~", " ")) {
        put(Conversation.between(Requests.APP, "alice", other), first + id, ++count, (byte) 0);
        put(Requests.channel(other), first + id, ++count, (byte) 0);
      }
    }
    List<Long> up = sent();
    assertThat(up).hasSize(30).doesNotHaveDuplicates();
    for (int limit : List.of(1, 4, 7)) {
      assertThat(walk(Requests.all(SENT), limit)).isEqualTo(up);
      List<Long> down = new ArrayList<>(walk(Requests.newest(SENT), limit));
      Collections.reverse(down);
      assertThat(down).isEqualTo(up);
    }
  }

  private List<Long> walk(HistoryQuery query, int limit) throws Exception {
    List<Long> walked = new ArrayList<>();
    LogPlace after = null;
    LogPage page;
    do {
      page = get(store.query(Requests.piece(query, after, limit)));
      walked.addAll(ids(page));
      after = page.entries().get(page.entries().size() - 1).place();
    } while (page.more());
    return walked;
  }
}
