package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.store.MessageRecord;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.rocksdb.RocksDBException;

/**
 * The logs of conversations, as they are written: each app has at most so many bytes, and the
 * oldest give way. Writer thread.
 */
final class LogTable {
  /** A message that was sent again is looked for among so many of the last ones. */
  private static final int LOOK_BACK = 512;

  private static final int MOST_REMOVED_AT_ONCE = 1_000;
  private static final byte[] LAST_ID = {'l'};
  private static final byte[] APP = {'a'};

  /** What is known of the logs of an app. */
  private static final class App {
    long bytes;

    /** Nothing is older: reading starts here, so that it need not step over what was deleted. */
    long oldest;

    boolean dirty;
  }

  private final long bytesPerApp;
  private final Map<String, App> apps = new HashMap<>();
  private long lastId;
  private boolean dirty;

  LogTable(long bytesPerApp, Database database) throws RocksDBException {
    this.bytesPerApp = bytesPerApp;
    database.scanAll(
        Table.META,
        (key, value) -> {
          ByteBuffer in = ByteBuffer.wrap(value);
          if (key[0] == LAST_ID[0]) {
            lastId = in.getLong();
          } else if (key[0] == APP[0]) {
            App app = new App();
            app.bytes = in.getLong();
            app.oldest = in.getLong();
            apps.put(Keys.texts(key, 1, 1)[0], app);
          }
          return true;
        });
  }

  /** Adds a message; returns its id. */
  long add(Batch batch, StoreRequest request, long nowMs) throws RocksDBException {
    byte[] name = Keys.conversation(request.conversation());
    long there = request.repeated() ? idOf(batch, name, request) : 0;
    if (there != 0) {
      return there;
    }
    lastId = LogIds.next(lastId, nowMs);
    byte[] key = Keys.numbered(name, lastId);
    byte[] value =
        new MessageRecord(request.message(), request.offline(), request.historical()).encode(key);
    batch.put(Table.LOG, key, value);
    String appId = request.conversation().appId();
    String sender = request.historical() ? request.message().senderId() : "";
    byte[] age = new AgeRow(value.length, name, sender).encode();
    batch.put(Table.LOG_AGE, Keys.numbered(Keys.app(appId), lastId), age);
    if (request.historical()) {
      UserLogTable.put(batch, request.conversation(), sender, lastId);
    }
    App app = apps.computeIfAbsent(appId, id -> new App());
    app.bytes += value.length;
    app.dirty = true;
    dirty = true;
    return lastId;
  }

  private long idOf(Batch batch, byte[] name, StoreRequest request) throws RocksDBException {
    flush(batch);
    batch.writeThrough();
    long[] found = new long[1];
    int[] left = {LOOK_BACK};
    batch
        .database()
        .scanBack(
            Table.LOG,
            Keys.numbered(name, 0),
            Keys.numbered(name, Long.MAX_VALUE),
            (key, value) -> {
              if (MessageRecord.decode(key, value).message().isSameAs(request.message())) {
                found[0] = Keys.number(key);
              }
              left[0]--;
              return found[0] == 0 && left[0] > 0;
            });
    return found[0];
  }

  /** Puts what is known into the batch, which is about to be written, and makes room. */
  void flush(Batch batch) throws RocksDBException {
    if (!dirty) {
      return;
    }
    dirty = false;
    batch.put(Table.META, LAST_ID, ByteBuffer.allocate(Long.BYTES).putLong(lastId).array());
    for (Map.Entry<String, App> entry : apps.entrySet()) {
      App app = entry.getValue();
      if (app.dirty) {
        if (app.bytes > bytesPerApp) {
          removeOldest(batch, entry.getKey(), Long.MAX_VALUE);
        }
        app.dirty = false;
        batch.put(
            Table.META,
            Keys.append(APP, Keys.app(entry.getKey())),
            ByteBuffer.allocate(2 * Long.BYTES).putLong(app.bytes).putLong(app.oldest).array());
      }
    }
  }

  /**
   * Removes what is older than a time, a piece at a time.
   *
   * @return whether there may be more
   */
  boolean expire(Batch batch, long beforeMs) throws RocksDBException {
    boolean more = false;
    for (Map.Entry<String, App> app : apps.entrySet()) {
      more |= removeOldest(batch, app.getKey(), LogIds.first(beforeMs)) == MOST_REMOVED_AT_ONCE;
    }
    return more;
  }

  /** Removes old messages: those below an id; without one, as many as there are bytes too many. */
  private int removeOldest(Batch batch, String appId, long belowId) throws RocksDBException {
    App app = apps.get(appId);
    if (app == null) {
      return 0;
    }
    byte[] name = Keys.app(appId);
    int[] removed = new int[1];
    batch
        .database()
        .scan(
            Table.LOG_AGE,
            Keys.numbered(name, app.oldest),
            Keys.numbered(name, belowId),
            (key, value) -> {
              if (removed[0] == MOST_REMOVED_AT_ONCE
                  || (belowId == Long.MAX_VALUE && app.bytes <= bytesPerApp)) {
                return false;
              }
              long id = Keys.number(key);
              AgeRow row = AgeRow.decode(value);
              app.bytes -= row.size();
              batch.remove(Table.LOG, Keys.numbered(row.conversation(), id));
              if (!row.senderId().isEmpty()) {
                Conversation conversation = Keys.toConversation(row.conversation());
                UserLogTable.remove(batch, conversation, row.senderId(), id);
              }
              batch.remove(Table.LOG_AGE, key);
              app.oldest = id + 1;
              app.dirty = true;
              dirty = true;
              removed[0]++;
              return true;
            });
    return removed[0];
  }
}
