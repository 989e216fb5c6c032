package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.HistoryScope;
import io.rtmkit.server.core.port.HistoryScope.InConversation;
import io.rtmkit.server.core.port.HistoryScope.OfUser;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.store.LogPageBuilder;
import io.rtmkit.server.store.MessageRecord;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Reads the logs of conversations, and those of users that point into them. Any thread. */
final class LogReader {
  /** Lost messages are counted up to this. */
  private static final int MOST_COUNTED = 10_000;

  private final StoreRules rules;

  LogReader(StoreRules rules) {
    this.rules = rules;
  }

  LogPage query(Database database, HistoryQuery query, long nowMs) throws RocksDBException {
    LogPageBuilder page = new LogPageBuilder(query);
    if (query.scope() instanceof OfUser scope) {
      scan(database, Table.LOG_USER, userLog(scope), query, nowMs, pointers(database, scope, page));
    } else if (query.scope() instanceof InConversation scope) {
      Conversation conversation = scope.conversation();
      Database.Row row =
          (key, value) -> {
            MessageRecord record = MessageRecord.decode(key, value);
            return !isWanted(scope, record)
                || page.skips()
                || page.take(entry(key, conversation, record));
          };
      scan(database, Table.LOG, Keys.conversation(conversation), query, nowMs, row);
    }
    return page.build();
  }

  long count(Database database, HistoryQuery query, long nowMs) throws RocksDBException {
    long[] count = new long[1];
    if (query.scope() instanceof OfUser scope) {
      Database.Row row =
          (key, value) -> {
            count[0]++;
            return true;
          };
      scan(database, Table.LOG_USER, userLog(scope), query, nowMs, row);
    } else if (query.scope() instanceof InConversation scope) {
      Database.Row row =
          (key, value) -> {
            count[0] += isWanted(scope, MessageRecord.decode(key, value)) ? 1 : 0;
            return true;
          };
      scan(database, Table.LOG, Keys.conversation(scope.conversation()), query, nowMs, row);
    }
    return count[0];
  }

  private static byte[] userLog(OfUser scope) {
    return Keys.userLog(scope.user(), scope.part());
  }

  private static boolean isWanted(InConversation scope, MessageRecord record) {
    return record.historical() && scope.includes(scope.conversation(), record.message());
  }

  /** Follows names of messages to the messages. */
  private static Database.Row pointers(Database database, OfUser scope, LogPageBuilder page) {
    return (key, name) -> {
      if (page.skips()) {
        return true;
      }
      LogPage.Entry entry = follow(database, scope, key, name);
      // What is not there was removed since the scan began.
      return entry == null || page.take(entry);
    };
  }

  /**
   * The message that a row of {@link Table#LOG_USER} is about; null if it is gone.
   *
   * @throws StoreException if it is another message
   */
  static LogPage.@Nullable Entry follow(
      Database database, HistoryScope scope, byte[] key, byte[] name) throws RocksDBException {
    byte[] place = Keys.numbered(name, Keys.number(key));
    byte[] value = database.get(Table.LOG, place);
    if (value == null) {
      return null;
    }
    MessageRecord record = MessageRecord.decode(place, value);
    Conversation conversation = Keys.toConversation(name);
    if (!record.historical() || !scope.includes(conversation, record.message())) {
      throw StoreException.refused("a name of a message in the store is damaged");
    }
    return entry(place, conversation, record);
  }

  private static LogPage.Entry entry(byte[] key, Conversation conversation, MessageRecord record) {
    return new LogPage.Entry(new LogPlace(Keys.number(key), conversation), record.message());
  }

  private void scan(
      Database database, Table table, byte[] name, HistoryQuery query, long nowMs, Database.Row row)
      throws RocksDBException {
    long kept = LogIds.first(nowMs - rules.history().retention().toMillis());
    byte[] from = Keys.numbered(name, Math.max(kept, query.firstId()));
    byte[] to = Keys.numbered(name, query.endId());
    if (query.newestFirst()) {
      database.scanBack(table, from, to, row);
    } else {
      database.scan(table, from, to, row);
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
              entries.addFirst(entry(key, query.channel(), record));
            } else {
              lost[0]++;
            }
          }
          return lost[0] < MOST_COUNTED;
        });
    return new Missed(List.copyOf(entries), lost[0], true);
  }
}
