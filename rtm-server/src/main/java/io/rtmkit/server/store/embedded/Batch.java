package io.rtmkit.server.store.embedded;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What will be written together. Writer thread. */
final class Batch implements AutoCloseable {
  private final Database database;
  private final WriteBatch rows = new WriteBatch();
  private boolean durable;
  private boolean writtenThrough;

  Batch(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  void put(Table table, byte[] key, byte[] value) throws RocksDBException {
    rows.put(database.handle(table), key, value);
  }

  /** Removes a row that was put once. */
  void remove(Table table, byte[] key) throws RocksDBException {
    rows.singleDelete(database.handle(table), key);
  }

  /** Removes a row that may have been put often. */
  void delete(Table table, byte[] key) throws RocksDBException {
    rows.delete(database.handle(table), key);
  }

  /** Somebody waits until this is on the disk. */
  void makeDurable() {
    durable = true;
  }

  /** Writes what is there, so that it can be read, and goes on empty. */
  void writeThrough() throws RocksDBException {
    if (rows.count() > 0) {
      database.write(rows, false);
      rows.clear();
      writtenThrough = true;
    }
  }

  /** Writes everything; with fsync it is on the disk afterwards, if anybody waits for that. */
  void commit(boolean fsync) throws RocksDBException {
    boolean sync = fsync && durable;
    if (rows.count() > 0) {
      database.write(rows, sync); // with sync this takes to the disk what was written before, too
    } else if (sync && writtenThrough) {
      database.sync();
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
