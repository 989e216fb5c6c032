package io.rtmkit.server.store.memory;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The log of one conversation. Not thread-safe: guarded by the store. */
final class MemoryLog {
  private record Row(StoredMessage message, boolean offline, boolean historical) {}

  private final Conversation conversation;
  private final StoreRules rules;
  private final TreeMap<Long, Row> rows = new TreeMap<>();
  private long bytes;

  MemoryLog(Conversation conversation, StoreRules rules) {
    this.conversation = conversation;
    this.rules = rules;
  }

  void add(long id, StoreRequest request) {
    rows.put(id, new Row(request.message(), request.offline(), request.historical()));
    bytes += request.message().size();
  }

  /** Where the message is, if it is there; otherwise 0. */
  long find(StoredMessage message) {
    for (Map.Entry<Long, Row> row : rows.descendingMap().entrySet()) {
      if (row.getValue().message().isSameAs(message)) {
        return row.getKey();
      }
    }
    return 0;
  }

  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  long oldest() {
    return rows.firstKey();
  }

  void removeOldest() {
    bytes -= rows.pollFirstEntry().getValue().message().size();
  }

  void expire(long nowMs) {
    while (!rows.isEmpty()
        && LogIds.toMs(rows.firstKey()) < nowMs - rules.logRetention().toMillis()) {
      removeOldest();
    }
  }

  /** Puts what is wanted of it among what is wanted of others. */
  void collect(HistoryQuery query, long nowMs, SortedMap<Long, LogPage.Entry> wanted) {
    long kept = LogIds.first(nowMs - rules.history().retention().toMillis());
    long first = Math.max(kept, query.firstId());
    if (first < query.endId()) {
      rows.subMap(first, query.endId())
          .forEach(
              (id, row) -> {
                if (row.historical() && query.scope().includes(conversation, row.message())) {
                  wanted.put(id, entry(id, row.message()));
                }
              });
    }
  }

  private LogPage.Entry entry(long id, StoredMessage message) {
    return new LogPage.Entry(new LogPlace(id, conversation), message);
  }

  Missed missed(String userId, long after, long nowMs) {
    long kept = LogIds.first(nowMs - rules.offline().retention().toMillis());
    ArrayDeque<LogPage.Entry> entries = new ArrayDeque<>();
    long lost = 0;
    for (Map.Entry<Long, Row> row : rows.tailMap(Math.max(kept, after + 1)).entrySet()) {
      StoredMessage message = row.getValue().message();
      if (row.getValue().offline() && !message.senderId().equals(userId)) {
        entries.add(entry(row.getKey(), message));
        if (entries.size() > rules.offline().messages()) {
          entries.removeFirst();
          lost++;
        }
      }
    }
    return new Missed(List.copyOf(entries), lost, true);
  }
}
