package io.rtmkit.client.internal;

import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmLock;
import io.rtmkit.client.RtmLockManager;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.ReadLocksRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The locks of channels: each call is checked and put on the loop. What is told of locks is {@link
 * ChannelStream}'s. Any thread.
 */
final class Locks extends RtmLockManager {
  private static final int MIN_TTL_MS = 1_000;
  private static final int MAX_TTL_MS = 300_000;

  private final Gateway gateway;
  private final Requests requests;

  Locks(Gateway gateway, Requests requests) {
    this.gateway = gateway;
    this.requests = requests;
  }

  @Override
  public void acquireLock(
      String channelId, String lockName, int ttlMs, @Nullable ResultCallback<RtmLock> callback) {
    take(LockAction.LOCK_ACTION_ACQUIRE, channelId, lockName, ttlMs, callback);
  }

  @Override
  public void renewLock(
      String channelId, String lockName, int ttlMs, @Nullable ResultCallback<RtmLock> callback) {
    take(LockAction.LOCK_ACTION_RENEW, channelId, lockName, ttlMs, callback);
  }

  @Override
  public void releaseLock(
      String channelId, String lockName, @Nullable ResultCallback<Void> callback) {
    end(LockAction.LOCK_ACTION_RELEASE, channelId, lockName, callback);
  }

  @Override
  public void revokeLock(
      String channelId, String lockName, @Nullable ResultCallback<Void> callback) {
    end(LockAction.LOCK_ACTION_REVOKE, channelId, lockName, callback);
  }

  @Override
  public void getLocks(String channelId, @Nullable ResultCallback<List<RtmLock>> callback) {
    String problem = Ids.findChannelIdProblem("channelId", channelId);
    ReadLocksRequest.Builder body = ReadLocksRequest.newBuilder();
    body.setChannelId(channelId == null ? "" : channelId);
    this.<List<RtmLock>>call(
        problem,
        Request.newBuilder().setReadLocks(body),
        callback,
        (reply, answer) ->
            answer.succeed(HeldLock.listOf(body.getChannelId(), reply.getLocks().getLocksList())));
  }

  private void take(
      LockAction action,
      String channelId,
      String lockName,
      int ttlMs,
      @Nullable ResultCallback<RtmLock> callback) {
    String problem = findProblem(channelId, lockName);
    if (problem == null && (ttlMs < MIN_TTL_MS || ttlMs > MAX_TTL_MS)) {
      problem = "ttlMs: is " + ttlMs + ", must be " + MIN_TTL_MS + " to " + MAX_TTL_MS;
    }
    LockRequest.Builder body = toRequest(action, channelId, lockName).setTtlMs(ttlMs);
    this.<RtmLock>call(
        problem,
        Request.newBuilder().setLock(body),
        callback,
        (reply, answer) ->
            answer.succeed(new HeldLock(body.getChannelId(), reply.getLock().getLock())));
  }

  private void end(
      LockAction action,
      String channelId,
      String lockName,
      @Nullable ResultCallback<Void> callback) {
    this.<Void>call(
        findProblem(channelId, lockName),
        Request.newBuilder().setLock(toRequest(action, channelId, lockName)),
        callback,
        (reply, answer) -> Answer.done(answer));
  }

  /** Takes a reply that says success. Loop thread. */
  private interface OnReply<T> {
    void accept(Reply reply, Answer<T> answer);
  }

  private <T> void call(
      @Nullable String problem,
      Request.Builder request,
      @Nullable ResultCallback<T> callback,
      OnReply<T> onReply) {
    gateway.call(
        Operation.LOCK,
        0,
        callback,
        (Answer<T> answer) -> {
          if (problem != null) {
            answer.fail(LockError.LOCK_ERR_INVALID_ARGUMENT, problem);
          } else {
            requests.submit(
                Operation.LOCK, request, reply -> onReply.accept(reply, answer), answer::fail);
          }
        });
  }

  private static LockRequest.Builder toRequest(
      LockAction action, @Nullable String channelId, @Nullable String lockName) {
    return LockRequest.newBuilder()
        .setAction(action)
        .setChannelId(channelId == null ? "" : channelId)
        .setLockName(lockName == null ? "" : lockName);
  }

  private static @Nullable String findProblem(
      @Nullable String channelId, @Nullable String lockName) {
    String problem = Ids.findChannelIdProblem("channelId", channelId);
    if (problem == null) {
      problem = FieldRules.findNameProblem("lockName", lockName);
    }
    return problem != null || lockName == null
        ? problem
        : FieldRules.findSizeProblem("lockName", lockName, Limits.ATTRIBUTE_KEY_BYTES);
  }
}
