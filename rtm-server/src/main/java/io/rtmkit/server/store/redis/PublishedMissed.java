package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.PublishedIds;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what a member of a channel missed that several servers share: what was published, in that
 * order. What is stored and not published yet comes to the member as an event. Thread-safe.
 */
final class PublishedMissed {
  private final ReadRecordsScript readRecords;
  private final int most;

  /**
   * Reads missed messages.
   *
   * @param most of the newest are read; older ones are lost
   */
  PublishedMissed(ReadRecordsScript readRecords, int most) {
    this.readRecords = readRecords;
    this.most = most;
  }

  /**
   * What a member missed that has this mark. What it says that it has may come again, as far as it
   * was published after that was stored: clients drop what they have seen lately.
   */
  CompletableFuture<Missed> missed(MissedQuery query, MemberMark mark) {
    return Objects.requireNonNull(query.order())
        .after(query.channel(), LogIds.toMs(mark.missedAfter(query)), most)
        .thenCompose(published -> read(query, published))
        .toCompletableFuture();
  }

  private CompletableFuture<Missed> read(MissedQuery query, PublishedIds published) {
    if (published.ids().isEmpty()) {
      return CompletableFuture.completedFuture(missed(List.of(), published));
    }
    List<LogPlace> places =
        published.ids().stream().map(id -> new LogPlace(id, query.channel())).toList();
    return readRecords
        .run(query.channel(), places)
        .thenApply(
            entries ->
                missed(
                    entries.stream()
                        .filter(entry -> !entry.message().senderId().equals(query.userId()))
                        .toList(),
                    published));
  }

  private static Missed missed(List<LogPage.Entry> entries, PublishedIds published) {
    return new Missed(entries, published.older(), true, false, false);
  }
}
