package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.StoreRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is too old: messages in logs, queues that nobody read, marks of members. In pieces,
 * so that nobody who stores a message waits for it. {@link #run} is for one thread.
 */
final class StoreSweep {
  private static final Logger log = LoggerFactory.getLogger(StoreSweep.class);

  /** Looking at all queues takes a while. */
  private static final Duration QUEUES_EVERY = Duration.ofHours(1);

  private final StoreRules rules;
  private final Clock clock;
  private final StoreWriter writer;
  private final StoreReaders readers;
  private final long openedMs;
  private long queuesSweptNanos;

  StoreSweep(StoreRules rules, Clock clock, StoreWriter writer, StoreReaders readers) {
    this.rules = rules;
    this.clock = clock;
    this.writer = writer;
    this.readers = readers;
    openedMs = clock.currentTimeMillis();
    queuesSweptNanos = clock.nanoTime() - QUEUES_EVERY.toNanos();
  }

  void run() {
    expireLogs();
    long now = clock.nanoTime();
    if (now - queuesSweptNanos >= QUEUES_EVERY.toNanos()) {
      queuesSweptNanos = now;
      long beforeMs = clock.currentTimeMillis() - rules.offline().retention().toMillis();
      sweepQueues(beforeMs);
      submit((tables, batch) -> tables.members().expire(batch, beforeMs, openedMs));
    }
  }

  private void expireLogs() {
    long beforeMs = clock.currentTimeMillis() - rules.logRetention().toMillis();
    writer
        .submit(
            new Write<>(
                StoreWriter.SMALL, false, (tables, batch) -> tables.logs().expire(batch, beforeMs)))
        .whenComplete(
            (more, failure) -> {
              if (failure != null) {
                onFailed(failure);
              } else if (more) {
                expireLogs();
              }
            });
  }

  private void sweepQueues(long beforeMs) {
    readers
        .submit(tables -> unused(tables, beforeMs))
        .whenComplete(
            (users, failure) -> {
              if (failure != null) {
                onFailed(failure);
              } else {
                users.forEach(
                    user ->
                        submit(
                            (tables, batch) ->
                                tables.queues().dropIfUnused(batch, user, beforeMs)));
              }
            });
  }

  private static List<UserKey> unused(Tables tables, long beforeMs) throws RocksDBException {
    List<UserKey> users = new ArrayList<>();
    tables
        .database()
        .scanAll(
            Table.QUEUE_META,
            (key, value) -> {
              if (QueueMeta.decode(value).newestMs() < beforeMs) {
                String[] texts = Keys.texts(key, 0, 2);
                users.add(new UserKey(texts[0], texts[1]));
              }
              return true;
            });
    return users;
  }

  private void submit(StoreWriter.SmallWrite write) {
    writer
        .submit(write)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                onFailed(failure);
              }
            });
  }

  private static void onFailed(Throwable failure) {
    log.warn("old messages stay a while longer: {}", StoreException.of(failure).getMessage());
  }
}
