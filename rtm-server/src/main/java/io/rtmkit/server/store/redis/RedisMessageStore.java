package io.rtmkit.server.store.redis;

import io.rtmkit.server.config.RedisConfig;
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
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.StoreStatus;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.RedisLink;
import io.rtmkit.server.redis.RedisOpening;
import io.rtmkit.server.store.StoreCounters;
import io.rtmkit.server.store.StoreRules;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Keeps messages in Redis. Each step is one script, which does no harm when it runs twice; so it is
 * repeated until Redis answers or the time is over. Thread-safe.
 */
public final class RedisMessageStore implements MessageStore {
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final RedisLink link;
  private final RedisCalls calls;
  private final InFlight inFlight;
  private final StoreCounters counters = new StoreCounters();
  private final LogAccount account;
  private final RedisLogs logs;
  private final RedisQueues queues;
  private final RedisMembers members;

  RedisMessageStore(RedisLink link, RedisConfig config, StoreRules rules, Clock clock) {
    this.link = link;
    calls = new RedisCalls("message store", link, config, clock);
    inFlight = new InFlight(config.requestsInFlight());
    RedisKeys keys = new RedisKeys(config.prefix());
    RedisPlaces places = new RedisPlaces(calls, keys, rules);
    account =
        new LogAccount(
            keys,
            inFlight,
            new IndexLogScript(calls, rules),
            new TrimLogScript(calls),
            places,
            clock);
    logs = new RedisLogs(calls, keys, rules, account, places);
    queues = new RedisQueues(calls, keys, logs, rules, counters);
    members = new RedisMembers(calls, keys, rules);
  }

  /**
   * Connects to Redis.
   *
   * @throws IOException if it does not answer or is too old; the message is for a person
   */
  public static RedisMessageStore open(RedisConfig config, StoreRules rules, Clock clock)
      throws IOException {
    return new RedisMessageStore(RedisOpening.open(config), config, rules, clock);
  }

  /**
   * Looks whether a Redis would do.
   *
   * @return what the operator should know, one sentence each
   * @throws IOException if it would not; the message is for a person
   */
  public static List<String> findProblems(RedisConfig config) throws IOException {
    List<String> problems = new ArrayList<>();
    RedisOpening.open(config, problems::add).close();
    return problems;
  }

  @Override
  public CompletionStage<Stored> store(StoreRequest request) {
    return admit(
            () -> request.isQueued() ? queues.isBusy(request) : logs.isBusy(request.conversation()),
            () -> request.isQueued() ? queues.put(request) : log(request))
        .whenComplete(
            (stored, failure) -> {
              if (failure != null) {
                counters.refused();
              } else {
                counters.stored();
                if (stored.replaced()) {
                  counters.replaced();
                }
              }
            });
  }

  private CompletableFuture<Stored> log(StoreRequest request) {
    return request.isLogged()
        ? logs.append(request, calls.endOfWrite()).thenApply(id -> new Stored(0, 0, id, false))
        : CompletableFuture.completedFuture(new Stored(0, 0, 0, false));
  }

  @Override
  public CompletionStage<QueuePage> readQueue(
      UserKey user, long from, int maxMessages, int maxBytes) {
    return admit(() -> false, () -> queues.read(user, from, maxMessages, maxBytes));
  }

  @Override
  public CompletionStage<Void> acknowledge(UserKey user, long upTo, long lost) {
    return admit(() -> queues.isBusy(user), () -> queues.remove(user, upTo, lost))
        .thenApply(removed -> null);
  }

  @Override
  public CompletionStage<LogPage> query(HistoryQuery query) {
    return admit(() -> false, () -> logs.query(query));
  }

  @Override
  public CompletionStage<Long> count(HistoryQuery query) {
    return admit(() -> false, () -> logs.count(query));
  }

  @Override
  public CompletionStage<Void> noteMembers(
      Conversation channel, Collection<String> userIds, MemberMark mark) {
    return admit(() -> members.isBusy(channel), () -> members.note(channel, userIds, mark))
        .thenApply(noted -> null);
  }

  @Override
  public CompletionStage<Void> forgetMember(Conversation channel, String userId) {
    return admit(() -> members.isBusy(channel), () -> members.forget(channel, userId))
        .thenApply(forgotten -> null);
  }

  @Override
  public CompletionStage<Missed> readMissed(MissedQuery query) {
    return admit(
        () -> false,
        () ->
            members
                .find(query.channel(), query.userId())
                .thenCompose(
                    mark ->
                        mark.isEmpty()
                            ? CompletableFuture.completedFuture(Missed.NOTHING)
                            : logs.missed(query, mark.get())));
  }

  /**
   * Begins what is asked for, unless it is known that it would fail.
   *
   * @param isBusy whether it would wait behind another, which takes long when Redis is in trouble
   */
  private <T> CompletableFuture<T> admit(
      java.util.function.BooleanSupplier isBusy, Supplier<CompletableFuture<T>> task) {
    String problem = calls.problem();
    if (problem.isEmpty() && calls.isTroubled() && isBusy.getAsBoolean()) {
      problem = calls.silence();
    }
    if (problem.isEmpty()) {
      problem = inFlight.enter();
    }
    if (!problem.isEmpty()) {
      return CompletableFuture.failedFuture(StoreException.refused(problem));
    }
    return task.get().whenComplete((result, failure) -> inFlight.leave());
  }

  @Override
  public void sweep() {
    if (calls.isWell()) {
      account.sweep();
    }
  }

  @Override
  public StoreStatus status() {
    return counters.status(calls.isWell() ? "" : calls.silence());
  }

  @Override
  public CallFigures calls() {
    return calls.figures();
  }

  @Override
  public void close() {
    inFlight.close(CLOSING);
    calls.close();
    link.close();
  }
}
