package io.rtmkit.server.store.embedded;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * The open files. Native memory stays below about 128 MB: 32 MB of cache and 64 MB of write
 * buffers. Thread-safe, but nothing may be called after {@link #close}.
 */
class Database implements AutoCloseable {
  private static final long CACHE_BYTES = 32 << 20;
  private static final long WRITE_BUFFERS_BYTES = 64 << 20;
  private static final long WRITE_BUFFER_BYTES = 16 << 20;
  private static final long MAX_WAL_BYTES = 64 << 20;

  static {
    RocksDB.loadLibrary();
  }

  private final List<AutoCloseable> closing = new ArrayList<>();
  private final Map<Table, ColumnFamilyHandle> handles = new EnumMap<>(Table.class);
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions unsynced = new WriteOptions();
  private final RocksDB db;

  Database(Path path, @Nullable Path followerPath) throws RocksDBException {
    Collection<Table> present =
        followerPath == null ? EnumSet.allOf(Table.class) : findTables(path);
    LRUCache cache = keep(new LRUCache(CACHE_BYTES));
    WriteBufferManager buffers = keep(new WriteBufferManager(WRITE_BUFFERS_BYTES, cache));
    DBOptions options = keep(options(buffers));
    List<ColumnFamilyDescriptor> tables = new ArrayList<>();
    for (Table table : present) {
      tables.add(new ColumnFamilyDescriptor(table.bytes(), keep(tableOptions(cache))));
    }
    List<ColumnFamilyHandle> opened = new ArrayList<>();
    try {
      db =
          followerPath == null
              ? RocksDB.open(options, path.toString(), tables, opened)
              : RocksDB.openAsSecondary(
                  options, path.toString(), followerPath.toString(), tables, opened);
    } catch (RocksDBException e) {
      closeOptions();
      throw e;
    }
    Iterator<ColumnFamilyHandle> inOrder = opened.iterator();
    for (Table table : present) {
      handles.put(table, inOrder.next());
    }
  }

  /** The tables that files have: older ones may lack some, and who follows cannot make them. */
  private static Collection<Table> findTables(Path path) throws RocksDBException {
    try (Options options = new Options()) {
      Set<String> names = new HashSet<>();
      for (byte[] name : RocksDB.listColumnFamilies(options, path.toString())) {
        names.add(new String(name, StandardCharsets.UTF_8));
      }
      Set<Table> tables = EnumSet.allOf(Table.class);
      tables.removeIf(table -> !names.contains(table.text()));
      return tables;
    }
  }

  /** Opens the store in a directory, or makes one. */
  static Database open(Path path) throws RocksDBException {
    return new Database(path, null);
  }

  /**
   * Opens a store for reading that a server may have open: what it has written until now.
   *
   * @param scratch an empty directory for the use of this
   */
  static Database follow(Path path, Path scratch) throws RocksDBException {
    Database follower = new Database(path, scratch);
    follower.db.tryCatchUpWithPrimary();
    return follower;
  }

  private static DBOptions options(WriteBufferManager buffers) {
    return new DBOptions()
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setWriteBufferManager(buffers)
        .setMaxTotalWalSize(MAX_WAL_BYTES)
        .setMaxBackgroundJobs(2)
        .setParanoidChecks(true)
        // A torn end is what a crash leaves; anything else that is wrong must be seen.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(3)
        .setStatsDumpPeriodSec(0)
        .setMaxOpenFiles(-1);
  }

  private ColumnFamilyOptions tableOptions(LRUCache cache) {
    return new ColumnFamilyOptions()
        .setWriteBufferSize(WRITE_BUFFER_BYTES)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setTableFormatConfig(
            new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setFilterPolicy(keep(new BloomFilter(10))));
  }

  private <T extends AutoCloseable> T keep(T resource) {
    closing.add(resource);
    return resource;
  }

  /** Writes a batch, all of it or nothing. */
  void write(WriteBatch batch, boolean sync) throws RocksDBException {
    db.write(sync ? synced : unsynced, batch);
  }

  /** Takes to the disk what was written without sync. */
  void sync() throws RocksDBException {
    db.syncWal();
  }

  byte @Nullable [] get(Table table, byte[] key) throws RocksDBException {
    return db.get(handle(table), key);
  }

  /** Whether a row may be there: answers from memory, and true if that does not tell. */
  boolean mayHave(Table table, byte[] key) {
    return db.keyMayExist(handle(table), key, null);
  }

  ColumnFamilyHandle handle(Table table) {
    return Objects.requireNonNull(handles.get(table));
  }

  /** Takes one row of a scan; false ends it. */
  interface Row {
    boolean take(byte[] key, byte[] value) throws RocksDBException;
  }

  /** Reads the rows from a key, inclusive, to another, exclusive. */
  void scan(Table table, byte[] from, byte[] to, Row row) throws RocksDBException {
    try (Slice upper = new Slice(to);
        ReadOptions options = new ReadOptions().setIterateUpperBound(upper);
        RocksIterator rows = db.newIterator(handle(table), options)) {
      rows.seek(from);
      while (rows.isValid() && row.take(rows.key(), rows.value())) {
        rows.next();
      }
      rows.status();
    }
  }

  /** The same from the other end. */
  void scanBack(Table table, byte[] from, byte[] to, Row row) throws RocksDBException {
    try (Slice lower = new Slice(from);
        Slice upper = new Slice(to);
        ReadOptions options =
            new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
        RocksIterator rows = db.newIterator(handle(table), options)) {
      rows.seekToLast();
      while (rows.isValid() && row.take(rows.key(), rows.value())) {
        rows.prev();
      }
      rows.status();
    }
  }

  /** Reads all rows of a table, also of one that is not there yet. */
  void scanAll(Table table, Row row) throws RocksDBException {
    if (!handles.containsKey(table)) {
      return;
    }
    try (ReadOptions options = new ReadOptions().setFillCache(false);
        RocksIterator rows = db.newIterator(handle(table), options)) {
      rows.seekToFirst();
      while (rows.isValid() && row.take(rows.key(), rows.value())) {
        rows.next();
      }
      rows.status();
    }
  }

  @Override
  public void close() {
    handles.values().forEach(ColumnFamilyHandle::close);
    db.close();
    closeOptions();
  }

  private void closeOptions() {
    synced.close();
    unsynced.close();
    for (int i = closing.size() - 1; i >= 0; i--) {
      try {
        closing.get(i).close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
