package io.rtmkit.server.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.server.config.StoreConfig.OnCorruption;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.HistoryScope.Part;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.Requests;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;

/** The table of what users sent and received: older files, damage, and what is left behind. */
class EmbeddedUserHistoryTest {
  private static final Conversation TWO = Conversation.between(Requests.APP, "alice", "bob");
  private static final HistoryScope SENT = HistoryScope.sentBy(Requests.user("alice"));
  private static final HistoryScope RECEIVED = HistoryScope.receivedBy(Requests.user("bob"));

  private final ManualClock clock = new ManualClock();

  @TempDir Path directory;

  private MessageStore open(Path path) throws Exception {
    return EmbeddedMessageStore.open(
        EmbeddedStoreFixture.config(path, 0, OnCorruption.STOP), EmbeddedStoreFixture.RULES, clock);
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private void keep(MessageStore store, long id) throws Exception {
    get(store.store(Requests.historical(TWO, "alice", id, clock.currentTimeMillis())));
  }

  private static List<Long> ids(MessageStore store, HistoryScope scope) throws Exception {
    LogPage page = get(store.query(Requests.all(scope)));
    return page.entries().stream().map(entry -> entry.message().messageId()).toList();
  }

  /** Files as a server made them that had no such table. */
  private Path oldFiles() throws Exception {
    Path path = directory.resolve("old");
    try (MessageStore store = open(path)) {
      keep(store, 1);
      keep(store, 2);
    }
    try (Database database = Database.open(path);
        Batch batch = new Batch(database)) {
      database.scanAll(
          Table.LOG_AGE,
          (key, value) -> {
            AgeRow row = AgeRow.decode(value);
            batch.remove(Table.LOG_AGE, key);
            batch.put(Table.LOG_AGE, key, new AgeRow(row.size(), row.conversation(), "").encode());
            return true;
          });
      batch.commit(true);
    }
    List<ColumnFamilyDescriptor> tables = new ArrayList<>();
    for (Table table : Table.values()) {
      tables.add(new ColumnFamilyDescriptor(table.bytes()));
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        RocksDB db = RocksDB.open(options, path.toString(), tables, handles)) {
      db.dropColumnFamily(handles.get(List.of(Table.values()).indexOf(Table.LOG_USER)));
      handles.forEach(ColumnFamilyHandle::close);
    }
    return path;
  }

  @Test
  void olderFilesAreOpenedAndGoOn() throws Exception {
    Path path = oldFiles();
    try (MessageStore store = open(path)) {
      assertThat(ids(store, HistoryScope.of(TWO))).containsExactly(1L, 2L);
      assertThat(ids(store, SENT)).isEmpty();
      keep(store, 3);
      assertThat(ids(store, SENT)).containsExactly(3L);
      assertThat(ids(store, RECEIVED)).containsExactly(3L);
      clock.advance(EmbeddedStoreFixture.RULES.logRetention().plus(Duration.ofMinutes(1)));
      store.sweep();
      keep(store, 4); // written behind what the sweep removed
      assertThat(ids(store, SENT)).containsExactly(4L);
    }
    assertThat(rows(path, Table.LOG)).isEqualTo(1);
    assertThat(rows(path, Table.LOG_USER)).isEqualTo(2);
  }

  @Test
  void olderFilesAreCopied() throws Exception {
    Path copy = directory.resolve("copy");
    assertThat(StoreBackup.backup(oldFiles(), copy).logged()).isEqualTo(2);
    try (MessageStore store = open(copy)) {
      assertThat(ids(store, HistoryScope.of(TWO))).containsExactly(1L, 2L);
      keep(store, 3);
      assertThat(ids(store, SENT)).containsExactly(3L);
    }
  }

  private static int rows(Path path, Table table) throws Exception {
    int[] rows = new int[1];
    try (Database database = Database.open(path)) {
      database.scanAll(
          table,
          (key, value) -> {
            rows[0]++;
            return true;
          });
    }
    return rows[0];
  }

  @Test
  void aCopyKnowsWhatUsersSentAndReceived() throws Exception {
    Path live = directory.resolve("live");
    Path copy = directory.resolve("copy");
    try (MessageStore store = open(live)) {
      for (int i = 1; i <= 1_200; i++) {
        store.store(Requests.historical(TWO, "alice", i, clock.currentTimeMillis()));
      }
      keep(store, 1_201);
      assertThat(StoreBackup.backup(live, copy).logged()).isEqualTo(1_201);
    }
    try (MessageStore store = open(copy)) {
      assertThat(get(store.count(Requests.all(SENT)))).isEqualTo(1_201);
      assertThat(get(store.count(Requests.all(RECEIVED)))).isEqualTo(1_201);
      assertThat(ids(store, RECEIVED)).hasSize(1_000).startsWith(1L, 2L);
    }
    assertThat(rows(copy, Table.LOG_USER)).isEqualTo(2_402);
  }

  /** Files with a message, and a row of this table that somebody changed. */
  private Path filesWithRow(String userId, long idShift) throws Exception {
    Path path = directory.resolve("changed");
    try (MessageStore store = open(path)) {
      keep(store, 1);
    }
    try (Database database = Database.open(path);
        Batch batch = new Batch(database)) {
      database.scanAll(
          Table.LOG,
          (key, value) -> {
            byte[] name = Keys.userLog(new UserKey(Requests.APP, userId), Part.SENT);
            batch.put(
                Table.LOG_USER,
                Keys.numbered(name, Keys.number(key) + idShift),
                Keys.conversation(TWO));
            return true;
          });
      batch.commit(true);
    }
    return path;
  }

  @Test
  void aRowOfSomebodyElsesMessageShowsNothing() throws Exception {
    Path path = filesWithRow("mallory", 0);
    try (MessageStore store = open(path)) {
      HistoryScope mallory = HistoryScope.sentBy(Requests.user("mallory"));
      assertThatThrownBy(() -> ids(store, mallory)).hasMessageContaining("damaged");
      assertThat(ids(store, SENT)).containsExactly(1L);
    }
    assertThatThrownBy(() -> StoreBackup.backup(path, directory.resolve("copy")))
        .hasMessageContaining("damaged");
  }

  @Test
  void aRowWithoutAMessageIsPassedOverAndNotCopied() throws Exception {
    Path path = filesWithRow("alice", -1);
    try (MessageStore store = open(path)) {
      assertThat(ids(store, SENT)).containsExactly(1L);
    }
    assertThatThrownBy(() -> StoreBackup.backup(path, directory.resolve("copy")))
        .hasMessageContaining("missing");
  }

  @Test
  void aDamagedMessageIsNotDelivered() throws Exception {
    Path path = directory.resolve("damaged");
    try (MessageStore store = open(path)) {
      keep(store, 1);
    }
    try (Database database = Database.open(path);
        Batch batch = new Batch(database)) {
      database.scanAll(
          Table.LOG,
          (key, value) -> {
            value[value.length - 1] ^= 1;
            batch.put(Table.LOG, key, value);
            return true;
          });
      batch.commit(true);
    }
    try (MessageStore store = open(path)) {
      assertThatThrownBy(() -> ids(store, SENT)).hasMessageContaining("damaged");
      assertThatThrownBy(() -> ids(store, RECEIVED)).hasMessageContaining("damaged");
    }
  }

  @Test
  void anAgeRowOfOlderFilesHasNoSender() {
    byte[] name = Keys.conversation(Conversation.between("app", "a", "bc"));
    byte[] old = ByteBuffer.allocate(4 + name.length).putInt(77).put(name).array();

    AgeRow row = AgeRow.decode(old);

    assertThat(row.size()).isEqualTo(77);
    assertThat(row.conversation()).isEqualTo(name);
    assertThat(row.senderId()).isEmpty();
    AgeRow full = AgeRow.decode(new AgeRow(77, name, "a b").encode());
    assertThat(full.conversation()).isEqualTo(name);
    assertThat(full.senderId()).isEqualTo("a b");
  }
}
