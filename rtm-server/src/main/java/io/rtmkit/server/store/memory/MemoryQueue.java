package io.rtmkit.server.store.memory;

import io.rtmkit.server.core.port.QueueOffsets;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.store.FairShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The queue of one user. Not thread-safe: guarded by the store. */
final class MemoryQueue {
  private final TreeMap<Long, StoredMessage> messages = new TreeMap<>();
  private long last;
  private long lost;

  Stored add(StoredMessage message, long nowMs, int most) {
    boolean full = messages.size() >= most;
    if (full) {
      messages.remove(FairShare.victim(places(), message.senderId()).offset());
      lost++;
    }
    long previous = last;
    last = QueueOffsets.next(last, nowMs);
    messages.put(last, message);
    return new Stored(last, previous, 0, full);
  }

  /** Where the message is, if it is there; otherwise 0. */
  long find(StoredMessage message) {
    for (Map.Entry<Long, StoredMessage> entry : messages.entrySet()) {
      if (entry.getValue().isSameAs(message)) {
        return entry.getKey();
      }
    }
    return 0;
  }

  private List<FairShare.Place> places() {
    List<FairShare.Place> places = new ArrayList<>();
    messages.forEach((offset, m) -> places.add(new FairShare.Place(offset, m.senderId())));
    return places;
  }

  /** Drops messages received before a time; returns how many. */
  int expire(long beforeMs) {
    int before = messages.size();
    messages.values().removeIf(message -> message.receivedMs() < beforeMs);
    lost += before - messages.size();
    return before - messages.size();
  }

  QueuePage read(long from, int maxMessages, int maxBytes) {
    List<QueuePage.Entry> entries = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<Long, StoredMessage> entry : messages.tailMap(from).entrySet()) {
      if (entries.size() == maxMessages || (bytes >= maxBytes && !entries.isEmpty())) {
        return new QueuePage(entries, entry.getKey(), true, lost);
      }
      entries.add(new QueuePage.Entry(entry.getKey(), entry.getValue()));
      bytes += entry.getValue().size();
    }
    return new QueuePage(entries, last + 1, false, lost);
  }

  void acknowledge(long upTo, long lostTold) {
    messages.headMap(upTo, true).clear();
    lost = Math.max(0, lost - lostTold);
  }
}
