package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.LockError.LOCK_ERR_INVALID_ARGUMENT_VALUE;
import static io.rtmkit.protocol.v1.LockError.LOCK_ERR_NOT_HELD_VALUE;
import static io.rtmkit.protocol.v1.LockError.LOCK_ERR_TIMEOUT_VALUE;

import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.LockAction;
import io.rtmkit.protocol.v1.LockReply;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.config.LockConfig;
import io.rtmkit.server.core.attribute.Names;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.channel.LockAnswer;
import io.rtmkit.server.core.port.StoreException;
import org.jspecify.annotations.Nullable;

/** Requests about the locks of channels. */
public final class LockHandler {
  private final ChannelService channels;
  private final LockConfig config;
  private final int nameBytes;

  /**
   * Creates a handler.
   *
   * @param nameBytes the most that the name of a lock may have
   */
  public LockHandler(ChannelService channels, LockConfig config, int nameBytes) {
    this.channels = channels;
    this.config = config;
    this.nameBytes = nameBytes;
  }

  void lock(Call call) {
    LockRequest request = call.request().getLock();
    String problem = findProblem(request);
    if (problem != null) {
      call.refuse(LOCK_ERR_INVALID_ARGUMENT_VALUE, problem);
      return;
    }
    channels.lock(call.session(), request, (answer, failure) -> answer(call, answer, failure));
  }

  private static void answer(
      Call call, @Nullable LockAnswer answer, @Nullable StoreException failure) {
    if (answer == null) {
      call.fail(LOCK_ERR_TIMEOUT_VALUE, failure);
      return;
    }
    boolean doneBefore =
        call.request().getResent()
            && answer.code() == LOCK_ERR_NOT_HELD_VALUE
            && !takesTime(call.request().getLock().getAction());
    if (answer.code() != 0 && !doneBefore) {
      call.refuse(answer.code(), answer.reason());
      return;
    }
    Reply.Builder reply = Reply.newBuilder();
    if (answer.lock() != null) {
      reply.setLock(LockReply.newBuilder().setLock(answer.lock()));
    }
    call.reply(reply);
  }

  /** Whether somebody has the lock afterwards, for a time that the request names. */
  private static boolean takesTime(LockAction action) {
    return action == LockAction.LOCK_ACTION_ACQUIRE || action == LockAction.LOCK_ACTION_RENEW;
  }

  private @Nullable String findProblem(LockRequest request) {
    String problem = Ids.findChannelIdProblem("channelId", request.getChannelId());
    if (problem == null) {
      problem = Names.findSizeProblem("lockName", request.getLockName(), nameBytes);
    }
    if (problem == null) {
      problem = Names.findCharacterProblem("lockName", request.getLockName());
    }
    if (problem == null) {
      problem = findActionProblem(request);
    }
    return problem;
  }

  private @Nullable String findActionProblem(LockRequest request) {
    LockAction action = request.getAction();
    if (action == LockAction.LOCK_ACTION_UNSPECIFIED || action == LockAction.UNRECOGNIZED) {
      return "action: " + request.getActionValue() + " is none of the actions";
    }
    long ttlMs = Integer.toUnsignedLong(request.getTtlMs());
    long shortest = config.shortest().toMillis();
    long longest = config.longest().toMillis();
    return takesTime(action) && (ttlMs < shortest || ttlMs > longest)
        ? "ttlMs: is " + ttlMs + ", must be from " + shortest + " to " + longest
        : null;
  }

  void read(Call call) {
    String channelId = call.request().getReadLocks().getChannelId();
    String problem = Ids.findChannelIdProblem("channelId", channelId);
    if (problem != null) {
      call.refuse(LOCK_ERR_INVALID_ARGUMENT_VALUE, problem);
      return;
    }
    channels.readLocks(
        call.session().user().appId(),
        channelId,
        (locks, failure) -> {
          if (locks == null) {
            call.fail(LOCK_ERR_TIMEOUT_VALUE, failure);
          } else {
            call.reply(Reply.newBuilder().setLocks(locks));
          }
        });
  }
}
