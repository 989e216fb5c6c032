package io.rtmkit.server.store.memory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.StoreStatus;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.LogPageBuilder;
import io.rtmkit.server.store.StoreCounters;
import io.rtmkit.server.store.StoreRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps messages until the process ends: for tests, and to see what the durable stores cost. Does
 * everything at once, under its own monitor.
 */
public final class MemoryMessageStore implements MessageStore {
  private record MarkKey(Conversation channel, String userId) {}

  private final StoreRules rules;
  private final Clock clock;
  private final StoreCounters counters = new StoreCounters();

  @GuardedBy("this")
  private final Map<UserKey, MemoryQueue> queues = new HashMap<>();

  @GuardedBy("this")
  private final Map<Conversation, MemoryLog> logs = new HashMap<>();

  @GuardedBy("this")
  private final Map<MarkKey, MemberMark> marks = new HashMap<>();

  @GuardedBy("this")
  private long lastLogId;

  public MemoryMessageStore(StoreRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Stored> store(StoreRequest request) {
    return CompletableFuture.completedStage(storeNow(request));
  }

  private synchronized Stored storeNow(StoreRequest request) {
    counters.stored();
    long logId = request.isLogged() ? log(request) : 0;
    if (!request.isQueued()) {
      return new Stored(0, 0, logId, false);
    }
    MemoryQueue queue =
        queues.computeIfAbsent(
            new UserKey(request.conversation().appId(), request.receiverId()),
            user -> new MemoryQueue());
    long known = request.repeated() ? queue.find(request.message()) : 0;
    if (known != 0) {
      return new Stored(known, known - 1, logId, false);
    }
    Stored stored =
        queue.add(request.message(), clock.currentTimeMillis(), rules.offline().messages());
    if (stored.replaced()) {
      counters.replaced();
    }
    return new Stored(stored.offset(), stored.previous(), logId, stored.replaced());
  }

  @GuardedBy("this")
  private long log(StoreRequest request) {
    MemoryLog log = logs.computeIfAbsent(request.conversation(), c -> new MemoryLog(c, rules));
    long known = request.repeated() ? log.find(request.message()) : 0;
    if (known != 0) {
      return known;
    }
    lastLogId = LogIds.next(lastLogId, clock.currentTimeMillis());
    log.add(lastLogId, request);
    trim(request.conversation().appId());
    return lastLogId;
  }

  /** Removes the oldest messages of an app that has too many bytes. */
  @GuardedBy("this")
  private void trim(String appId) {
    while (logs.entrySet().stream()
            .filter(log -> log.getKey().appId().equals(appId))
            .mapToLong(log -> log.getValue().bytes())
            .sum()
        > rules.history().bytesPerApp()) {
      logs.entrySet().stream()
          .filter(log -> log.getKey().appId().equals(appId) && !log.getValue().isEmpty())
          .min((a, b) -> Long.compare(a.getValue().oldest(), b.getValue().oldest()))
          .ifPresent(log -> log.getValue().removeOldest());
    }
  }

  @Override
  public synchronized CompletionStage<QueuePage> readQueue(
      UserKey user, long from, int maxMessages, int maxBytes) {
    MemoryQueue queue = queues.computeIfAbsent(user, u -> new MemoryQueue());
    counters.expired(
        queue.expire(clock.currentTimeMillis() - rules.offline().retention().toMillis()));
    return CompletableFuture.completedStage(queue.read(from, maxMessages, maxBytes));
  }

  @Override
  public synchronized CompletionStage<Void> acknowledge(UserKey user, long upTo, long lost) {
    MemoryQueue queue = queues.get(user);
    if (queue != null) {
      queue.acknowledge(upTo, lost);
    }
    return CompletableFuture.completedStage(null);
  }

  @Override
  public synchronized CompletionStage<LogPage> query(HistoryQuery query) {
    NavigableMap<Long, LogPage.Entry> wanted = wanted(query);
    LogPageBuilder page = new LogPageBuilder(query);
    for (LogPage.Entry entry : (query.newestFirst() ? wanted.descendingMap() : wanted).values()) {
      if (!page.skips() && !page.take(entry)) {
        break;
      }
    }
    return CompletableFuture.completedStage(page.build());
  }

  @Override
  public synchronized CompletionStage<Long> count(HistoryQuery query) {
    return CompletableFuture.completedStage((long) wanted(query).size());
  }

  /** Looks through all logs: nothing says which ones a user is in. */
  @GuardedBy("this")
  private NavigableMap<Long, LogPage.Entry> wanted(HistoryQuery query) {
    NavigableMap<Long, LogPage.Entry> wanted = new TreeMap<>();
    for (MemoryLog log : logs.values()) {
      log.collect(query, clock.currentTimeMillis(), wanted);
    }
    return wanted;
  }

  @Override
  public synchronized CompletionStage<Void> noteMembers(
      Conversation channel, Collection<String> userIds, MemberMark mark) {
    userIds.forEach(userId -> marks.put(new MarkKey(channel, userId), mark));
    return CompletableFuture.completedStage(null);
  }

  @Override
  public synchronized CompletionStage<Void> forgetMember(Conversation channel, String userId) {
    marks.remove(new MarkKey(channel, userId));
    return CompletableFuture.completedStage(null);
  }

  @Override
  public synchronized CompletionStage<Missed> readMissed(MissedQuery query) {
    MemberMark mark = marks.get(new MarkKey(query.channel(), query.userId()));
    MemoryLog log = logs.get(query.channel());
    if (mark == null || log == null) {
      return CompletableFuture.completedStage(
          mark == null ? Missed.NOTHING : new Missed(List.of(), 0, true));
    }
    return CompletableFuture.completedStage(
        log.missed(query.userId(), mark.missedAfter(query), clock.currentTimeMillis()));
  }

  @Override
  public synchronized void sweep() {
    logs.values().forEach(log -> log.expire(clock.currentTimeMillis()));
  }

  @Override
  public StoreStatus status() {
    return counters.status("");
  }

  @Override
  public void close() {}
}
