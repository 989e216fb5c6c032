package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.store.MessageRecord;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    Map<Table, Long> rows = new EnumMap<>(Table.class);
    try (Database source = Database.follow(from, scratch);
        Database target = Database.open(to)) {
      for (Table table : Table.values()) {
        rows.put(table, copy(source, target, table));
      }
      target.sync();
    } catch (RocksDBException | StoreException | BufferUnderflowException e) {
      throw new IOException(from.toAbsolutePath() + " cannot be copied: " + e.getMessage(), e);
    } finally {
      delete(scratch);
    }
    return new Copied(rows.getOrDefault(Table.QUEUE, 0L), rows.getOrDefault(Table.LOG, 0L));
  }

  /** Copies a table; returns how many rows it has. */
  private static long copy(Database source, Database target, Table table) throws RocksDBException {
    long[] rows = new long[1];
    try (WriteBatch batch = new WriteBatch()) {
      source.scanAll(
          table,
          (key, value) -> {
            check(source, table, key, value);
            rows[0]++;
            batch.put(target.handle(table), key, value);
            if (batch.count() == ROWS_AT_ONCE) {
              target.write(batch, false);
              batch.clear();
            }
            return true;
          });
      target.write(batch, false);
    }
    return rows[0];
  }

  /** Only what is sound is copied: messages, and what leads to them. */
  private static void check(Database source, Table table, byte[] key, byte[] value)
      throws RocksDBException {
    if (table == Table.QUEUE || table == Table.LOG) {
      MessageRecord.decode(key, value);
    } else if (table == Table.LOG_USER
        && LogReader.follow(source, Keys.toUserLog(key), key, value) == null) {
      throw StoreException.refused("a message in the store is missing");
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
