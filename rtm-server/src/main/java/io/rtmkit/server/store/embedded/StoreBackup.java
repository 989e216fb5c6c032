package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.store.MessageRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Copies stores: to a backup, also while a server is using the store, and back. A copy is a store
 * of its own, holds what was written until the copying began, and every message of it has been read
 * and checked. Stateless.
 */
public final class StoreBackup {
  private static final int ROWS_AT_ONCE = 1_000;

  private StoreBackup() {}

  /** What was copied. */
  public record Copied(long queued, long logged) {}

  /**
   * Copies a store that a server may be using.
   *
   * @param backup a directory that does not exist, or is empty
   * @throws IOException if something cannot be read or written, or a message is damaged; its
   *     message is for a person
   */
  public static Copied backup(Path store, Path backup) throws IOException {
    requireStore(store);
    requireEmpty(backup);
    return copy(store, backup);
  }

  /**
   * Makes a store of a backup.
   *
   * @param store a directory that does not exist, or is empty
   * @throws IOException as for {@link #backup}
   */
  public static Copied restore(Path backup, Path store) throws IOException {
    requireStore(backup);
    requireEmpty(store);
    return copy(backup, store);
  }

  private static void requireStore(Path path) throws IOException {
    if (!Files.isRegularFile(path.resolve("CURRENT"))) {
      throw new IOException("there is no store in " + path.toAbsolutePath());
    }
  }

  private static void requireEmpty(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> content = Files.list(path)) {
        if (content.findAny().isPresent()) {
          throw new IOException(path.toAbsolutePath() + " is not empty");
        }
      }
    }
  }

  private static Copied copy(Path from, Path to) throws IOException {
    Path scratch = Files.createTempDirectory("rtm-store");
    Files.createDirectories(to);
    long[] queued = new long[1];
    long[] logged = new long[1];
    try (Database source = Database.follow(from, scratch);
        Database target = Database.open(to)) {
      for (Table table : Table.values()) {
        copy(source, target, table, table == Table.QUEUE ? queued : logged);
      }
      target.sync();
    } catch (RocksDBException | StoreException e) {
      throw new IOException(from.toAbsolutePath() + " cannot be copied: " + e.getMessage(), e);
    } finally {
      delete(scratch);
    }
    return new Copied(queued[0], logged[0]);
  }

  private static void copy(Database source, Database target, Table table, long[] messages)
      throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      source.scanAll(
          table,
          (key, value) -> {
            if (table == Table.QUEUE || table == Table.LOG) {
              MessageRecord.decode(key, value);
              messages[0]++;
            }
            batch.put(target.handle(table), key, value);
            if (batch.count() == ROWS_AT_ONCE) {
              target.write(batch, false);
              batch.clear();
            }
            return true;
          });
      target.write(batch, false);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> content = Files.walk(directory)) {
      all = content.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
