package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Everything that waits is written together and goes to the disk with
 * one fsync; then those who wait are told, in order. After a failed write nothing is taken until
 * the files have been opened anew: only then is it known what they hold.
 */
final class StoreWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);

  /** Bytes to reckon with for a write beside its message. */
  static final int SMALL = 128;

  private static final int BATCH_WRITES = 2_048;
  private static final long BATCH_BYTES = 4 << 20;
  private static final int MOST_WAITING = 65_536;
  private static final long MOST_WAITING_BYTES = 64 << 20;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofMillis(500);

  private final BlockingQueue<Write<?>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final StoreFiles files;
  private final FreeSpace space;
  private final boolean fsync;
  private final Thread thread = new Thread(this::run, "rtm-store-writer");
  private volatile boolean closed;

  StoreWriter(StoreFiles files, FreeSpace space, boolean fsync) {
    this.files = files;
    this.space = space;
    this.fsync = fsync;
  }

  void start() {
    thread.start();
  }

  /** Why messages are refused at present; empty if they are not. */
  String problem() {
    String problem = files.problem();
    return problem.isEmpty() ? space.problem() : problem;
  }

  <T> CompletionStage<T> submit(Write<T> write) {
    String problem = write.storing ? problem() : files.problem();
    if (closed) {
      problem = "the server is stopping";
    } else if (problem.isEmpty() && !hasRoom(write)) {
      problem = "too many messages wait for the disk";
    }
    if (!problem.isEmpty()) {
      write.fail(StoreException.refused(problem));
    }
    return write.future;
  }

  /** Puts rows into a batch. */
  interface SmallWrite {
    void put(Tables tables, Batch batch) throws RocksDBException;
  }

  /** A small write that nobody waits for to be on the disk. */
  CompletionStage<Void> submit(SmallWrite write) {
    return submit(
        new Write<Void>(
            SMALL,
            false,
            (tables, batch) -> {
              write.put(tables, batch);
              return null;
            }));
  }

  private boolean hasRoom(Write<?> write) {
    if (waitingBytes.addAndGet(write.bytes) <= MOST_WAITING_BYTES && waiting.offer(write)) {
      return true;
    }
    waitingBytes.addAndGet(-write.bytes);
    return false;
  }

  private void run() {
    try {
      while (!closed || !waiting.isEmpty()) {
        List<Write<?>> writes = take();
        space.check();
        if (!writes.isEmpty()) {
          write(writes);
        }
      }
    } catch (InterruptedException e) {
      log.warn("the store was interrupted");
    } finally {
      refuse(drain(), "the server is stopping");
    }
  }

  private List<Write<?>> take() throws InterruptedException {
    List<Write<?>> writes = new ArrayList<>();
    Write<?> next = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    long bytes = 0;
    while (next != null) {
      writes.add(next);
      bytes += next.bytes;
      boolean full = writes.size() == BATCH_WRITES || bytes >= BATCH_BYTES;
      next = full ? null : waiting.poll();
    }
    waitingBytes.addAndGet(-bytes);
    return writes;
  }

  private void write(List<Write<?>> writes) throws InterruptedException {
    try {
      files.use(tables -> writeAll(tables, writes));
    } catch (RocksDBException | RuntimeException e) {
      log.error("the store cannot write: {}", e.getMessage(), e);
      String reason = "the disk refused a write: " + e.getMessage();
      files.fail(reason);
      StoreException failure = StoreException.unknown(reason, e);
      writes.forEach(write -> write.fail(failure));
      refuse(drain(), reason);
      reopen();
      return;
    }
    writes.forEach(StoreWriter::tell);
  }

  private void writeAll(Tables tables, List<Write<?>> writes) throws RocksDBException {
    try (Batch batch = new Batch(tables.database())) {
      for (Write<?> write : writes) {
        write.put(tables, batch);
      }
      tables.queues().flush(batch);
      tables.logs().flush(batch);
      batch.commit(fsync);
    }
    tables.queues().trim();
  }

  private static void tell(Write<?> write) {
    try {
      write.done();
    } catch (RuntimeException e) { // those behind it are others'
      log.error("a completion failed", e);
    }
  }

  private void reopen() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!closed) {
      waitFor(pause);
      refuse(drain(), files.problem());
      if (files.reopen()) {
        log.info("the store takes messages again");
        return;
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  /** Waits, unless the store is closed. */
  private synchronized void waitFor(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toMillis(); left > 0 && !closed; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  private List<Write<?>> drain() {
    List<Write<?>> writes = new ArrayList<>();
    waiting.drainTo(writes);
    writes.forEach(write -> waitingBytes.addAndGet(-write.bytes));
    return writes;
  }

  private static void refuse(List<Write<?>> writes, String reason) {
    writes.forEach(write -> write.fail(StoreException.refused(reason)));
  }

  /** Writes what was accepted, and ends. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
