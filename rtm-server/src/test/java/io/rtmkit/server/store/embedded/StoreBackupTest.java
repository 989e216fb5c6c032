package io.rtmkit.server.store.embedded;

import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.ids;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.open;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.read;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.server.core.port.MessageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of stores, made while they are written to. */
class StoreBackupTest {
  @TempDir private Path directory;

  @Test
  void aBackupOfALiveStoreHasAllThatWasStoredBeforeItBegan() throws Exception {
    Path live = directory.resolve("live");
    Path backup = directory.resolve("backup");
    Path restored = directory.resolve("restored");
    AtomicLong last = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    long before;
    StoreBackup.Copied copied;
    try (MessageStore store = open(live)) {
      Thread writer =
          new Thread(
              () -> {
                while (!done.get() && store(store, "bob", last.get() + 1, "x") == null) {
                  last.incrementAndGet();
                }
              });
      writer.start();
      while (last.get() < 500) {
        Thread.onSpinWait();
      }
      before = last.get();
      copied = StoreBackup.backup(live, backup);
      done.set(true);
      writer.join();
      assertThat(ids(read(store, "bob")))
          .as("the store itself is untouched")
          .hasSize(last.intValue());
    }
    assertThat(copied.queued()).isBetween(before, last.get());
    assertThat(StoreBackup.restore(backup, restored)).isEqualTo(copied);
    try (MessageStore store = open(restored)) {
      List<Long> expected = LongStream.rangeClosed(1, copied.queued()).boxed().toList();
      assertThat(ids(read(store, "bob"))).isEqualTo(expected);
      assertThat(store(store, "bob", 1_000_000, "goes on")).isNull();
    }
  }

  @Test
  void nothingIsOverwrittenAndNothingIsMadeUp() throws Exception {
    Path live = directory.resolve("live");
    open(live).close();
    Path occupied = Files.createDirectory(directory.resolve("occupied"));
    Files.writeString(occupied.resolve("file"), "mine");
    assertThatThrownBy(() -> StoreBackup.backup(live, occupied))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not empty");
    assertThatThrownBy(() -> StoreBackup.restore(live, live)).hasMessageContaining("not empty");
    assertThatThrownBy(() -> StoreBackup.backup(occupied, directory.resolve("new")))
        .hasMessageContaining("no store");
  }

  @Test
  void aDamagedMessageIsNotCopied() throws Exception {
    Path live = directory.resolve("live");
    try (Database database = Database.open(live);
        Batch batch = new Batch(database)) {
      batch.put(Table.QUEUE, new byte[] {1, 2, 3}, new byte[] {1, 0, 0, 0, 0, 9});
      batch.commit(true);
    }
    assertThatThrownBy(() -> StoreBackup.backup(live, directory.resolve("backup")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }
}
