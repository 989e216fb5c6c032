package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/** Reads an invitation: read_invitation.lua. Thread-safe. */
public final class ReadInvitationScript {
  private static final Script SCRIPT =
      Script.reading(ReadInvitationScript.class, "time", "invitation", "read_invitation");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public ReadInvitationScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  public CompletableFuture<PresentInvitation> run(UserKey caller, long number) {
    return new Call(keys.invitation(caller, number, ""))
        .read(calls, SCRIPT)
        .thenApply(reply -> present(caller, number, reply));
  }

  private static PresentInvitation present(UserKey caller, long number, Reply reply) {
    long nowMs = reply.number();
    return new PresentInvitation(
        reply.hasNext() ? InvitationRecord.of(caller, number, reply.list()) : null, nowMs);
  }
}
