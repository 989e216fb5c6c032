package io.rtmkit.server.core;

import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
import io.rtmkit.server.core.port.LogPage;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Missed;
import io.rtmkit.server.core.port.MissedQuery;
import io.rtmkit.server.core.port.QueuePage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.StoreStatus;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.store.StoreRules;
import io.rtmkit.server.store.memory.MemoryMessageStore;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A store in memory that answers when the test says so, and fails when the test wants it. */
public final class SlowStore implements MessageStore {
  private final MemoryMessageStore store;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean failReads;
  private boolean refuseWrites;
  private boolean loseWrites;

  public SlowStore() {
    ServerConfig config = ServerConfig.defaultsWith(Map.of("offline.messages", "1000"));
    store =
        new MemoryMessageStore(
            new StoreRules(config.offline(), config.history()), new ManualClock());
  }

  /** Does everything that waits, and what comes of it. */
  public void answerAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  /** The same, as if each was heard of before what was asked for earlier. */
  public void answerNewestFirst() {
    while (!waiting.isEmpty()) {
      waiting.removeLast().run();
    }
  }

  public void failReads(boolean fail) {
    failReads = fail;
  }

  /** Writes are refused. */
  public void refuseWrites(boolean refuse) {
    refuseWrites = refuse;
  }

  /** Nobody knows what became of writes. */
  public void loseWrites(boolean lose) {
    loseWrites = lose;
  }

  /** How many messages wait for a user. */
  public int queued(String userId) {
    return store
        .readQueue(new UserKey(TestDomain.APP, userId), 0, 10_000, Integer.MAX_VALUE)
        .toCompletableFuture()
        .join()
        .entries()
        .size();
  }

  private <T> CompletionStage<T> later(Supplier<CompletionStage<T>> action) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    waiting.add(
        () ->
            action
                .get()
                .whenComplete(
                    (result, failure) -> {
                      if (failure == null) {
                        answer.complete(result);
                      } else {
                        answer.completeExceptionally(failure);
                      }
                    }));
    return answer;
  }

  @Override
  public CompletionStage<Stored> store(StoreRequest request) {
    return later(
        () -> {
          if (refuseWrites) {
            return CompletableFuture.failedStage(StoreException.refused("for a test"));
          }
          return loseWrites
              ? CompletableFuture.failedStage(StoreException.unknown("for a test", null))
              : store.store(request);
        });
  }

  @Override
  public CompletionStage<QueuePage> readQueue(
      UserKey user, long from, int maxMessages, int maxBytes) {
    return later(
        () ->
            failReads
                ? CompletableFuture.failedStage(StoreException.refused("for a test"))
                : store.readQueue(user, from, maxMessages, maxBytes));
  }

  @Override
  public CompletionStage<Void> acknowledge(UserKey user, long upTo, long lost) {
    return later(() -> store.acknowledge(user, upTo, lost));
  }

  @Override
  public CompletionStage<LogPage> query(HistoryQuery query) {
    return later(() -> store.query(query));
  }

  @Override
  public CompletionStage<Long> count(HistoryQuery query) {
    return later(() -> store.count(query));
  }

  @Override
  public CompletionStage<Void> noteMembers(
      Conversation channel, Collection<String> userIds, MemberMark mark) {
    return later(() -> store.noteMembers(channel, userIds, mark));
  }

  @Override
  public CompletionStage<Void> forgetMember(Conversation channel, String userId) {
    return later(() -> store.forgetMember(channel, userId));
  }

  @Override
  public CompletionStage<Missed> readMissed(MissedQuery query) {
    return later(
        () ->
            failReads
                ? CompletableFuture.failedStage(StoreException.refused("for a test"))
                : store.readMissed(query));
  }

  @Override
  public void sweep() {
    store.sweep();
  }

  @Override
  public StoreStatus status() {
    return store.status();
  }

  @Override
  public void close() {}
}
