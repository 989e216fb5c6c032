package io.rtmkit.server.metrics;

import io.micrometer.core.instrument.Timer;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.CallFigures;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.HistoryQuery;
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
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A store that measures how long it takes to keep a message: until the disk, or Redis, has it.
 * Thread-safe.
 */
final class MeteredStore implements MessageStore {
  private final MessageStore store;
  private final Clock clock;
  private final Timer writes;

  MeteredStore(MessageStore store, Meters meters, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.writes =
        Timer.builder("rtm.store.write")
            .description("Time until a message is kept: one fsync, or the answer of Redis.")
            .serviceLevelObjectives(Buckets.times())
            .register(meters.registry());
  }

  @Override
  public CompletionStage<Stored> store(StoreRequest request) {
    long begun = clock.nanoTime();
    return store
        .store(request)
        .whenComplete(
            (stored, failure) -> {
              if (failure == null) {
                writes.record(clock.nanoTime() - begun, TimeUnit.NANOSECONDS);
              }
            });
  }

  @Override
  public CompletionStage<QueuePage> readQueue(
      UserKey user, long from, int maxMessages, int maxBytes) {
    return store.readQueue(user, from, maxMessages, maxBytes);
  }

  @Override
  public CompletionStage<Void> acknowledge(UserKey user, long upTo, long lost) {
    return store.acknowledge(user, upTo, lost);
  }

  @Override
  public CompletionStage<LogPage> query(HistoryQuery query) {
    return store.query(query);
  }

  @Override
  public CompletionStage<Long> count(HistoryQuery query) {
    return store.count(query);
  }

  @Override
  public CompletionStage<Void> noteMembers(
      Conversation channel, Collection<String> userIds, MemberMark mark) {
    return store.noteMembers(channel, userIds, mark);
  }

  @Override
  public CompletionStage<Void> forgetMember(Conversation channel, String userId) {
    return store.forgetMember(channel, userId);
  }

  @Override
  public CompletionStage<Missed> readMissed(MissedQuery query) {
    return store.readMissed(query);
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
  public @Nullable CallFigures calls() {
    return store.calls();
  }

  @Override
  public void close() {
    store.close();
  }
}
