package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.redis.KeyedChain;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The marks of channel members. Those of one channel change one after the other, so that the last
 * word is the last. Thread-safe.
 */
final class RedisMembers {
  private static final int MOST_AT_ONCE = 512;

  private record Change(
      Supplier<CompletableFuture<?>> script, long endNanos, CompletableFuture<?> future) {}

  private final RedisCalls calls;
  private final RedisKeys keys;
  private final NoteMembersScript noteMembers;
  private final ForgetMemberScript forgetMember;
  private final ReadMarkScript readMark;
  private final KeyedChain<Conversation, Change> chain =
      new KeyedChain<>(new OneAfterTheOther(), 1);

  RedisMembers(RedisCalls calls, RedisKeys keys, StoreRules rules) {
    this.calls = calls;
    this.keys = keys;
    noteMembers = new NoteMembersScript(calls, rules);
    forgetMember = new ForgetMemberScript(calls);
    readMark = new ReadMarkScript(calls);
  }

  CompletableFuture<?> note(Conversation channel, Collection<String> userIds, MemberMark mark) {
    List<String> all = List.copyOf(userIds);
    List<CompletableFuture<?>> parts = new ArrayList<>();
    long end = calls.endOfWrite();
    for (int i = 0; i < all.size(); i += MOST_AT_ONCE) {
      List<String> some = all.subList(i, Math.min(all.size(), i + MOST_AT_ONCE));
      parts.add(change(channel, end, () -> noteMembers.run(keys.marks(channel), some, mark, end)));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new));
  }

  CompletableFuture<?> forget(Conversation channel, String userId) {
    long end = calls.endOfWrite();
    return change(channel, end, () -> forgetMember.run(keys.marks(channel), userId, end));
  }

  private CompletableFuture<?> change(
      Conversation channel, long endNanos, Supplier<CompletableFuture<?>> script) {
    CompletableFuture<?> future = new CompletableFuture<>();
    chain.add(channel, new Change(script, endNanos, future));
    return future;
  }

  boolean isBusy(Conversation channel) {
    return chain.isBusy(channel);
  }

  CompletableFuture<Optional<MemberMark>> find(Conversation channel, String userId) {
    return readMark.run(keys.marks(channel), userId);
  }

  /** Never fails, so that the next can begin. */
  private final class OneAfterTheOther implements KeyedChain.Step<Conversation, Change> {
    @Override
    public CompletableFuture<?> run(Conversation channel, List<Change> changes) {
      List<Change> inTime = RedisLogs.refuseLate(calls, changes, Change::endNanos, Change::future);
      if (inTime.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      Change change = inTime.get(0);
      return change
          .script()
          .get()
          .handle(
              (reply, failure) ->
                  failure == null
                      ? change.future().complete(null)
                      : change.future().completeExceptionally(StoreException.of(failure)));
    }

    @Override
    public boolean isJoinable(Change first, Change next) {
      return false;
    }

    @Override
    public int size(Change change) {
      return 0;
    }
  }
}
