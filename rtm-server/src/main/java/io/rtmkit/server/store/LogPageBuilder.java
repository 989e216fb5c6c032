package io.rtmkit.server.store;

import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.LogPage;
import java.util.ArrayList;
import java.util.List;

/** Gathers the messages of one page of history, in their order. Not thread-safe. */
public final class LogPageBuilder {
  private final int limit;
  private final int maxBytes;
  private final List<LogPage.Entry> entries = new ArrayList<>();
  private int left;
  private int bytes;
  private boolean more;

  public LogPageBuilder(HistoryQuery query) {
    limit = query.limit();
    maxBytes = query.maxBytes();
    left = query.skip();
  }

  /** Whether the next message is left out; it counts as such. */
  public boolean skips() {
    return left > 0 && left-- > 0;
  }

  /** Takes a message; false if the page was full, so that there is more. */
  public boolean take(LogPage.Entry entry) {
    if (isFull()) {
      more = true;
      return false;
    }
    entries.add(entry);
    bytes += entry.message().size();
    return true;
  }

  private boolean isFull() {
    return entries.size() >= limit || (bytes >= maxBytes && !entries.isEmpty());
  }

  /** How many messages may follow. */
  public int room() {
    return Math.max(0, limit - entries.size());
  }

  public LogPage build() {
    return new LogPage(entries, more);
  }
}
