package io.rtmkit.server.store.embedded;

import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.ids;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.open;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.read;
import static io.rtmkit.server.store.embedded.EmbeddedStoreFixture.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.store.Eventually;
import io.rtmkit.server.store.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Disks that refuse writes: a double everywhere, and a small real one where a test may make it.
 * What was acknowledged stays, nothing else is said to be stored, and it goes on by itself.
 */
class FullDiskTest {
  private static final Duration BACK = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private boolean mounted;

  /** Files on a disk that is full while a switch is on. */
  private static final class FullDatabase extends Database {
    private final BooleanSupplier full;

    FullDatabase(Path path, BooleanSupplier full) throws RocksDBException {
      super(path, null);
      this.full = full;
    }

    @Override
    void write(WriteBatch batch, boolean sync) throws RocksDBException {
      if (full.getAsBoolean()) {
        throw new RocksDBException("No space left on device");
      }
      super.write(batch, sync);
    }
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", directory.toString());
    }
  }

  @Test
  void whatFailedIsUnknownWhatFollowsIsRefusedAndThenItGoesOn() throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    try (MessageStore store = open(directory, () -> new FullDatabase(directory, full::get))) {
      List<Long> stored = new ArrayList<>();
      for (long id = 1; id <= 50; id++) {
        assertThat(store(store, "bob", id, "x")).isNull();
        stored.add(id);
      }
      full.set(true);
      StoreException first = store(store, "bob", 51, "x");
      assertThat(first.outcome()).isEqualTo(StoreException.Outcome.UNKNOWN);
      assertThat(first).hasMessageContaining("No space left");
      StoreException second = store(store, "bob", 52, "x");
      assertThat(second.outcome()).isEqualTo(StoreException.Outcome.REFUSED);
      assertThat(second).hasMessageContaining("No space left");
      assertThat(store.status().isWell()).isFalse();
      assertThat(store.status().problem()).contains("No space left");
      full.set(false);
      Eventually.until(BACK, () -> store.status().isWell());
      assertThat(store(store, "bob", 53, "x")).isNull();
      stored.add(53L);
      assertThat(ids(read(store, "bob"))).isEqualTo(stored);
      assertThat(store.status().refused()).isEqualTo(2);
    }
  }

  @Test
  void aRealDiskThatIsFullRefusesAndGoesOnWhenThereIsSpaceAgain() throws Exception {
    mountSmallDisk();
    Path ballast = directory.resolve("ballast");
    Files.write(ballast, new byte[20 << 20]);
    try (MessageStore store = open(directory.resolve("store"))) {
      List<Long> stored = new ArrayList<>();
      long id = 0;
      StoreException refused = null;
      while (refused == null) {
        id++;
        assertThat(id).as("the disk never fills").isLessThan(10_000);
        refused = store(store, "bob" + id % 7, id, "x".repeat(30_000));
        if (refused == null) {
          stored.add(id);
        }
      }
      assertThat(refused).hasMessageContaining("No space left");
      Files.delete(ballast);
      long next = id;
      Eventually.until(BACK, () -> store(store, "bob0", next + 7, "after") == null);
      stored.add(next + 7);
      List<Long> found = new ArrayList<>();
      for (int queue = 0; queue < 7; queue++) {
        found.addAll(ids(read(store, "bob" + queue)));
      }
      assertThat(found).as("everything acknowledged").containsAll(stored);
      assertThat(found).doesNotHaveDuplicates();
    }
  }

  @Test
  void storingEndsBeforeTheDiskIsFull() throws Exception {
    mountSmallDisk();
    Path ballast = directory.resolve("ballast");
    try (MessageStore store = open(directory.resolve("store"), 1 << 30)) {
      assertThat(store(store, "bob", 1, "x")).isNull();
      long free = Files.getFileStore(directory).getUsableSpace();
      Files.write(ballast, new byte[(int) free - (2 << 20)]); // leaves less than a twentieth
      Eventually.until(BACK, () -> !store.status().isWell());
      StoreException refused = store(store, "bob", 2, "x");
      assertThat(refused.outcome()).isEqualTo(StoreException.Outcome.REFUSED);
      assertThat(refused).hasMessageContaining("nearly full");
      store
          .acknowledge(Requests.user("bob"), Long.MAX_VALUE >> 11, 0)
          .toCompletableFuture()
          .orTimeout(20, TimeUnit.SECONDS)
          .join();
      assertThat(read(store, "bob")).as("what makes room is done").isEmpty();
      Files.delete(ballast);
      Eventually.until(BACK, () -> store(store, "bob", 3, "x") == null);
      assertThat(ids(read(store, "bob"))).containsExactly(3L);
    }
  }

  /** 64 MB, where the tests may mount something. */
  private void mountSmallDisk() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", directory.toString()) == 0;
    assumeTrue(mounted, "a small disk can only be mounted by root");
  }

  private static int run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor();
    } catch (IOException e) {
      return -1; // there is no such program here
    }
  }
}
