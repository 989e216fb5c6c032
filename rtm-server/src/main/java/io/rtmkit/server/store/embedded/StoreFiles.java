package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.store.StoreCounters;
import io.rtmkit.server.store.StoreRules;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the store: open, or closed after a failed write until they are opened anew. Readers
 * and the writer use them inside of a read lock, so that nobody touches closed ones. Thread-safe.
 */
final class StoreFiles implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoreFiles.class);

  /** Opens the files; tests put theirs in place of it. */
  interface Opener {
    Database open() throws RocksDBException;
  }

  /** Does something with the open files. */
  interface Use {
    void with(Tables tables) throws RocksDBException;
  }

  private final Opener opener;
  private final StoreRules rules;
  private final StoreCounters counters;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile @Nullable Tables tables;
  private volatile String problem = "";

  /**
   * Opens the files.
   *
   * @throws RocksDBException if they are damaged or cannot be used
   */
  StoreFiles(Opener opener, StoreRules rules, StoreCounters counters) throws RocksDBException {
    this.opener = opener;
    this.rules = rules;
    this.counters = counters;
    tables = openTables();
  }

  private Tables openTables() throws RocksDBException {
    Database database = opener.open();
    try {
      return Tables.open(database, rules, counters);
    } catch (RocksDBException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** What is wrong; empty if all is well. */
  String problem() {
    return problem;
  }

  /** The mark of a channel member. */
  @Nullable MemberMark findMark(Conversation channel, String userId) {
    Tables open = tables;
    if (open == null) {
      throw StoreException.refused(problem);
    }
    return open.members().find(channel, userId); // in memory: no lock needed
  }

  /**
   * Whether a row may be there, as far as memory tells: waits neither for the disk nor for files
   * that are being opened. True if in doubt.
   */
  boolean mayHave(Table table, byte[] key) {
    if (!lock.readLock().tryLock()) {
      return true;
    }
    try {
      Tables open = tables;
      return open == null || open.database().mayHave(table, key);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Reads, or, on the writer thread, writes.
   *
   * @throws StoreException if the files are closed
   */
  void use(Use use) throws RocksDBException {
    lock.readLock().lock();
    try {
      Tables open = tables;
      if (open == null) {
        throw StoreException.refused(problem);
      }
      use.with(open);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** A write failed: closes the files. */
  void fail(String reason) {
    problem = reason;
    close();
  }

  /** Tries to open the files again; false if that fails. */
  boolean reopen() {
    lock.writeLock().lock();
    try {
      tables = openTables();
      problem = "";
      return true;
    } catch (RocksDBException | RuntimeException e) {
      log.warn("the store cannot be opened yet: {}", e.getMessage());
      return false;
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (tables != null) {
        tables.database().close();
        tables = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
