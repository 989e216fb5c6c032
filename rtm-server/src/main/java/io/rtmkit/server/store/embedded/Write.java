package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.StoreException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Something to be written, and who waits for it. Writer thread, except for the future. */
final class Write<T> {
  /** Puts rows into a batch; what it returns is told when the batch is written. */
  interface Rows<T> {
    @Nullable T put(Tables tables, Batch batch) throws RocksDBException;
  }

  final CompletableFuture<T> future = new CompletableFuture<>();
  final int bytes;

  /** Whether it needs space, and somebody waits until it is on the disk. */
  final boolean storing;

  private final Rows<T> rows;
  private @Nullable T result;

  Write(int bytes, boolean storing, Rows<T> rows) {
    this.bytes = bytes;
    this.storing = storing;
    this.rows = rows;
  }

  void put(Tables tables, Batch batch) throws RocksDBException {
    if (storing) {
      batch.makeDurable();
    }
    result = rows.put(tables, batch);
  }

  void done() {
    future.complete(result);
  }

  void fail(StoreException failure) {
    future.completeExceptionally(failure);
  }
}
