package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.StoreException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.RocksDBException;

/** The threads that read: a disk may take its time, and no event loop waits for it. Thread-safe. */
final class StoreReaders implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 32_768;

  /** Reads something. */
  interface Read<T> {
    T from(Tables tables) throws RocksDBException;
  }

  private final StoreFiles files;
  private final ThreadPoolExecutor threads;

  StoreReaders(StoreFiles files) {
    this.files = files;
    AtomicInteger count = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> new Thread(task, "rtm-store-reader-" + count.incrementAndGet()));
  }

  <T> CompletionStage<T> submit(Read<T> read) {
    CompletableFuture<T> future = new CompletableFuture<>();
    try {
      threads.execute(() -> run(read, future));
    } catch (RejectedExecutionException e) {
      String reason = threads.isShutdown() ? "the server is stopping" : "too many reads wait";
      future.completeExceptionally(StoreException.refused(reason, e));
    }
    return future;
  }

  private <T> void run(Read<T> read, CompletableFuture<T> future) {
    try {
      files.use(tables -> future.complete(read.from(tables)));
    } catch (RocksDBException e) {
      future.completeExceptionally(
          StoreException.refused("the store cannot be read: " + e.getMessage(), e));
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
