package io.rtmkit.server.store.embedded;

import io.rtmkit.server.config.HistoryConfig;
import io.rtmkit.server.config.OfflineConfig;
import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.config.RedisTlsConfig;
import io.rtmkit.server.config.StoreConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.store.Requests;
import io.rtmkit.server.store.StoreCounters;
import io.rtmkit.server.store.StoreRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.rocksdb.RocksDBException;

/** Embedded stores for tests of what disks do. Stateless. */
final class EmbeddedStoreFixture {
  static final StoreRules RULES =
      new StoreRules(
          new OfflineConfig(10_000, Duration.ofDays(7)),
          new HistoryConfig(Duration.ofDays(7), 1L << 30, HistoryConfig.Readers.MEMBERS));

  private EmbeddedStoreFixture() {}

  static StoreConfig config(Path path, long minFree, StoreConfig.OnCorruption onCorruption) {
    return new StoreConfig(
        StoreConfig.Kind.EMBEDDED,
        path.toString(),
        StoreConfig.Durability.FSYNC,
        minFree,
        onCorruption,
        new RedisConfig(
            "",
            "rtm:",
            RedisTlsConfig.NONE,
            RedisConfig.Durability.MASTER,
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            16));
  }

  static MessageStore open(Path path) throws IOException {
    return open(path, 0);
  }

  static MessageStore open(Path path, long minFree) throws IOException {
    return EmbeddedMessageStore.open(
        config(path, minFree, StoreConfig.OnCorruption.STOP), RULES, Clock.system());
  }

  /** A store over files that a test opens. */
  static MessageStore open(Path path, StoreFiles.Opener opener)
      throws IOException, RocksDBException {
    StoreCounters counters = new StoreCounters();
    return new EmbeddedMessageStore(
        new StoreFiles(opener, RULES, counters),
        new FreeSpace(path, 0, Clock.system()),
        config(path, 0, StoreConfig.OnCorruption.STOP),
        RULES,
        counters,
        Clock.system());
  }

  /** Stores a message for a user; null if that went well, otherwise why not. */
  static StoreException store(MessageStore store, String userId, long id, String text) {
    try {
      store
          .store(Requests.withText(Requests.queued("alice", userId, id, now()), text))
          .toCompletableFuture()
          .orTimeout(30, TimeUnit.SECONDS)
          .join();
      return null;
    } catch (CompletionException e) {
      return StoreException.of(e);
    }
  }

  /** The queue of a user, as far as it can be read. */
  static List<StoredMessage> read(MessageStore store, String userId) {
    List<StoredMessage> messages = new ArrayList<>();
    long from = 0;
    QueuePage page;
    do {
      page =
          store
              .readQueue(Requests.user(userId), from, 1_000, 1 << 20)
              .toCompletableFuture()
              .orTimeout(30, TimeUnit.SECONDS)
              .join();
      page.entries().forEach(entry -> messages.add(entry.message()));
      from = page.next();
    } while (page.more());
    return messages;
  }

  static List<Long> ids(List<StoredMessage> messages) {
    return messages.stream().map(StoredMessage::messageId).toList();
  }

  private static long now() {
    return Clock.system().currentTimeMillis();
  }
}
