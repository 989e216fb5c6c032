package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.store.MessageRecord;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rocksdb.RocksDBException;

/** Reads the logs of conversations. Any thread. */
final class LogReader {
  /** Lost messages are counted up to this. */
  private static final int MOST_COUNTED = 10_000;

  private final StoreRules rules;

  LogReader(StoreRules rules) {
    this.rules = rules;
  }

  LogPage query(Database database, HistoryQuery query, long nowMs) throws RocksDBException {
    List<LogPage.Entry> entries = new ArrayList<>();
    int[] bytes = new int[1];
    boolean[] more = new boolean[1];
    Database.Row row =
        (key, value) -> {
          MessageRecord record = MessageRecord.decode(key, value);
          if (!record.historical()) {
            return true;
          }
          if (entries.size() == query.limit()
              || (bytes[0] >= query.maxBytes() && !entries.isEmpty())) {
            more[0] = true;
            return false;
          }
          entries.add(new LogPage.Entry(Keys.number(key), record.message()));
          bytes[0] += record.message().size();
          return true;
        };
    scan(database, query, nowMs, row);
    return new LogPage(entries, more[0]);
  }

  long count(Database database, HistoryQuery query, long nowMs) throws RocksDBException {
    long[] count = new long[1];
    scan(
        database,
        query,
        nowMs,
        (key, value) -> {
          count[0] += MessageRecord.decode(key, value).historical() ? 1 : 0;
          return true;
        });
    return count[0];
  }

  private void scan(Database database, HistoryQuery query, long nowMs, Database.Row row)
      throws RocksDBException {
    byte[] name = Keys.conversation(query.conversation());
    long kept = LogIds.first(nowMs - rules.history().retention().toMillis());
    byte[] from = Keys.numbered(name, Math.max(kept, query.firstId()));
    byte[] to = Keys.numbered(name, query.endId());
    if (query.newestFirst()) {
      database.scanBack(Table.LOG, from, to, row);
    } else {
      database.scan(Table.LOG, from, to, row);
    }
  }

  Missed missed(Database database, MissedQuery query, long afterId, long nowMs)
      throws RocksDBException {
    byte[] name = Keys.conversation(query.channel());
    long kept = LogIds.first(nowMs - rules.offline().retention().toMillis());
    Deque<LogPage.Entry> entries = new ArrayDeque<>();
    int[] lost = new int[1];
    database.scanBack(
        Table.LOG,
        Keys.numbered(name, Math.max(kept, afterId + 1)),
        Keys.numbered(name, Long.MAX_VALUE),
        (key, value) -> {
          MessageRecord record = MessageRecord.decode(key, value);
          if (record.offline() && !record.message().senderId().equals(query.userId())) {
            if (entries.size() < rules.offline().messages()) {
              entries.addFirst(new LogPage.Entry(Keys.number(key), record.message()));
            } else {
              lost[0]++;
            }
          }
          return lost[0] < MOST_COUNTED;
        });
    return new Missed(List.copyOf(entries), lost[0], true);
  }
}
