package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.QueueOffsets;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.FairShare;
import io.rtmkit.server.store.MessageRecord;
import io.rtmkit.server.store.StoreCounters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;

/**
 * The queues of users. Writer thread; only {@link #read} is for any thread. What is known of a
 * queue is kept for the busy ones and written once per batch.
 */
final class QueueTable {
  private static final int MOST_KNOWN = 20_000;

  private final int most;
  private final StoreCounters counters;
  private final Map<UserKey, QueueState> known = new LinkedHashMap<>(64, 0.75f, true);
  private final List<QueueState> dirty = new ArrayList<>();

  /**
   * Creates an empty memory of the queues.
   *
   * @param most messages of one queue
   */
  QueueTable(int most, StoreCounters counters) {
    this.most = most;
    this.counters = counters;
  }

  Stored add(Batch batch, UserKey user, MessageRecord record, boolean repeated, long nowMs)
      throws RocksDBException {
    QueueState queue = find(batch, user);
    long there = repeated && queue.count > 0 ? offsetOf(batch, queue, record) : 0;
    if (there != 0) {
      return new Stored(there, 0, 0, false);
    }
    boolean full = queue.count >= most;
    if (full) {
      replaceOne(batch, queue, record.message().senderId());
    }
    long previous = queue.last;
    queue.last = QueueOffsets.next(previous, nowMs);
    byte[] key = Keys.numbered(queue.name, queue.last);
    batch.put(Table.QUEUE, key, record.encode(key));
    if (queue.count == 0) {
      queue.head = queue.last;
    }
    if (queue.places != null) {
      queue.places.put(queue.last, record.message().senderId());
    }
    queue.count++;
    queue.newestMs = nowMs;
    touch(queue);
    return new Stored(queue.last, previous, 0, full);
  }

  private void replaceOne(Batch batch, QueueState queue, String newcomer) throws RocksDBException {
    NavigableMap<Long, String> places = places(batch, queue);
    List<FairShare.Place> candidates = new ArrayList<>(places.size());
    places.forEach((offset, sender) -> candidates.add(new FairShare.Place(offset, sender)));
    long victim = FairShare.victim(candidates, newcomer).offset();
    batch.remove(Table.QUEUE, Keys.numbered(queue.name, victim));
    places.remove(victim);
    queue.head = places.isEmpty() ? victim + 1 : places.firstKey();
    queue.count--;
    queue.lost++;
    counters.replaced();
  }

  /** Removes everything up to an offset. */
  void acknowledge(Batch batch, UserKey user, long upTo, long lostTold) throws RocksDBException {
    QueueState queue = find(batch, user);
    remove(batch, queue, upTo);
    queue.lost = Math.max(0, queue.lost - lostTold);
  }

  /** Removes everything up to an offset, because it is too old. */
  void expire(Batch batch, UserKey user, long upTo) throws RocksDBException {
    QueueState queue = find(batch, user);
    int removed = remove(batch, queue, upTo);
    queue.lost += removed;
    counters.expired(removed);
  }

  private int remove(Batch batch, QueueState queue, long upTo) throws RocksDBException {
    touch(queue);
    if (queue.count == 0 || upTo < queue.head) {
      return 0;
    }
    List<Long> offsets = new ArrayList<>();
    if (queue.places != null) {
      Map<Long, String> head = queue.places.headMap(upTo, true);
      offsets.addAll(head.keySet());
      head.clear();
    } else {
      batch
          .database()
          .scan(
              Table.QUEUE,
              Keys.numbered(queue.name, queue.head),
              Keys.numbered(queue.name, upTo + 1),
              (key, value) -> offsets.add(Keys.number(key)));
    }
    for (long offset : offsets) {
      batch.remove(Table.QUEUE, Keys.numbered(queue.name, offset));
    }
    queue.count -= offsets.size();
    queue.head = upTo + 1;
    return offsets.size();
  }

  /** Forgets a queue that nobody has used since a time. */
  void dropIfUnused(Batch batch, UserKey user, long sinceMs) throws RocksDBException {
    QueueState queue = find(batch, user);
    if (queue.newestMs < sinceMs) {
      counters.expired(remove(batch, queue, queue.last));
      dirty.remove(queue);
      batch.delete(Table.QUEUE_META, queue.name);
      known.remove(user);
    }
  }

  private long offsetOf(Batch batch, QueueState queue, MessageRecord record)
      throws RocksDBException {
    long[] found = new long[1];
    scan(
        batch,
        queue,
        (key, value) -> {
          if (MessageRecord.decode(key, value).message().isSameAs(record.message())) {
            found[0] = Keys.number(key);
          }
          return found[0] == 0;
        });
    return found[0];
  }

  private NavigableMap<Long, String> places(Batch batch, QueueState queue) throws RocksDBException {
    if (queue.places == null) {
      NavigableMap<Long, String> places = new TreeMap<>();
      scan(
          batch,
          queue,
          (key, value) -> {
            places.put(Keys.number(key), MessageRecord.decode(key, value).message().senderId());
            return true;
          });
      queue.places = places;
    }
    return queue.places;
  }

  /** Shows what waits in a queue, also what the batch has put there. */
  private void scan(Batch batch, QueueState queue, Database.Row row) throws RocksDBException {
    commit(batch);
    batch
        .database()
        .scan(
            Table.QUEUE,
            Keys.numbered(queue.name, queue.head),
            Keys.numbered(queue.name, queue.last + 1),
            row);
  }

  /** Makes readable what the batch has so far. */
  private void commit(Batch batch) throws RocksDBException {
    flush(batch);
    batch.writeThrough();
  }

  /** Puts what is known of the queues into the batch, which is about to be written. */
  void flush(Batch batch) throws RocksDBException {
    for (QueueState queue : dirty) {
      batch.put(Table.QUEUE_META, queue.name, queue.meta().encode());
      queue.dirty = false;
    }
    dirty.clear();
  }

  /** Forgets what is known of queues that are not busy; call it between batches. */
  void trim() {
    var eldest = known.entrySet().iterator();
    while (known.size() > MOST_KNOWN) {
      eldest.next();
      eldest.remove();
    }
  }

  private void touch(QueueState queue) {
    if (!queue.dirty) {
      queue.dirty = true;
      dirty.add(queue);
    }
  }

  private QueueState find(Batch batch, UserKey user) throws RocksDBException {
    QueueState queue = known.get(user);
    if (queue == null) {
      byte[] name = Keys.user(user);
      queue = new QueueState(name, QueueMeta.decode(batch.database().get(Table.QUEUE_META, name)));
      known.put(user, queue);
    }
    return queue;
  }

  /**
   * Reads a piece of a queue. Any thread.
   *
   * @param expiredBeforeMs messages received before are too old
   */
  static QueuePage read(Database database, QueueRead read, long expiredBeforeMs)
      throws RocksDBException {
    byte[] name = Keys.user(read.user());
    QueueMeta meta = QueueMeta.decode(database.get(Table.QUEUE_META, name));
    QueuePageBuilder page = new QueuePageBuilder(read, meta, expiredBeforeMs);
    if (meta.count() > 0) {
      long from = Math.max(read.from(), meta.head());
      database.scan(
          Table.QUEUE, Keys.numbered(name, from), Keys.numbered(name, Long.MAX_VALUE), page::take);
    }
    return page.build();
  }
}
