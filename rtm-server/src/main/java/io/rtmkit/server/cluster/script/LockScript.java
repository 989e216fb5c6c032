package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.ChannelLock;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.LockAnswer;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/**
 * Does something with a lock of a channel: lock.lua. What is next for the locks of a channel waits
 * for what was before. Thread-safe.
 */
public final class LockScript {
  private static final Script SCRIPT =
      Script.writing(LockScript.class, "time", "operation", "channel", "locks", "lock");

  /** In the script's own words. */
  private enum Outcome {
    HELD,
    GONE,
    EXCEEDED,
    OTHER,
    NOT_OWN,
    NOT_HELD,
    NO_ACTION
  }

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final int most;
  private final Operations operations;

  /**
   * Knows the rule.
   *
   * @param most locks that a channel may have
   */
  public LockScript(RedisCalls calls, ClusterKeys keys, int most) {
    this(calls, keys, most, new Operations());
  }

  LockScript(RedisCalls calls, ClusterKeys keys, int most, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.most = most;
    this.operations = operations;
  }

  /** Does what a request whose fields have been checked asks for. */
  public CompletableFuture<LockChange> run(ChannelKey channel, String userId, LockRequest request) {
    return Call.once(keys.channelOnce(channel, operations.record()), operations.next())
        .add(userId)
        .add(request.getLockName())
        .add(request.getActionValue())
        .add(Integer.toUnsignedLong(request.getTtlMs()))
        .add(most)
        .write(calls, SCRIPT)
        .thenApply(reply -> change(reply, request.getLockName(), userId));
  }

  private LockChange change(Reply reply, String name, String userId) {
    Outcome outcome = Outcome.valueOf(reply.text());
    String ownerId = reply.text();
    long leftMs = reply.number();
    LocksState state = LocksState.of(reply);
    LockAnswer answer =
        switch (outcome) {
          case HELD -> LockAnswer.held(find(state, name));
          case GONE -> LockAnswer.gone();
          case EXCEEDED -> LockAnswer.exceeded(most);
          case OTHER -> LockAnswer.heldByAnother(ownerId, leftMs);
          case NOT_OWN -> LockAnswer.notHeldBy(userId);
          case NOT_HELD -> LockAnswer.notHeld();
          case NO_ACTION -> LockAnswer.noAction();
        };
    return LockChange.of(answer, state);
  }

  private static ChannelLock find(LocksState state, String name) {
    return state.all().stream()
        .filter(lock -> lock.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> StoreException.unknown("Redis answered something else", null));
  }
}
