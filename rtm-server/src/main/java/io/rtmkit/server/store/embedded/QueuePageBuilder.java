package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.store.MessageRecord;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the rows of a queue as they are read. One thread. */
final class QueuePageBuilder {
  private static final Logger log = LoggerFactory.getLogger(QueuePageBuilder.class);

  private final QueueRead read;
  private final QueueMeta meta;
  private final long expiredBeforeMs;
  private final List<QueuePage.Entry> entries = new ArrayList<>();
  private int bytes;
  private long expired;
  private long lost;
  private long expiredUpTo;
  private long next;
  private boolean more;

  QueuePageBuilder(QueueRead read, QueueMeta meta, long expiredBeforeMs) {
    this.read = read;
    this.meta = meta;
    this.expiredBeforeMs = expiredBeforeMs;
    this.next = meta.last() + 1;
  }

  boolean take(byte[] key, byte[] value) {
    long offset = Keys.number(key);
    if (entries.size() == read.maxMessages() || (bytes >= read.maxBytes() && !entries.isEmpty())) {
      more = true;
      next = offset;
      return false;
    }
    StoredMessage message;
    try {
      message = MessageRecord.decode(key, value).message();
    } catch (StoreException e) {
      log.error("a message that waits for {} is damaged and is not delivered", read.user());
      lost++;
      next = Math.max(next, offset + 1);
      return true;
    }
    if (message.receivedMs() < expiredBeforeMs) {
      expired++;
      expiredUpTo = offset;
    } else {
      entries.add(new QueuePage.Entry(offset, message));
      bytes += message.size();
    }
    next = Math.max(next, offset + 1);
    return true;
  }

  QueuePage build() {
    if (expired > 0 && (entries.isEmpty() || entries.get(0).offset() > expiredUpTo)) {
      read.expired().accept(expiredUpTo);
    }
    return new QueuePage(entries, next, more, meta.lost() + expired + lost);
  }
}
