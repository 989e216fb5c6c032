package io.rtmkit.server.cluster.script;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/** Keeps a new invitation: put_invitation.lua. Thread-safe. */
public final class PutInvitationScript {
  private static final Script SCRIPT =
      Script.writing(
          PutInvitationScript.class, "time", "operation", "invitation", "put_invitation");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Operations operations;

  public PutInvitationScript(RedisCalls calls, ClusterKeys keys) {
    this(calls, keys, new Operations());
  }

  PutInvitationScript(RedisCalls calls, ClusterKeys keys, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.operations = operations;
  }

  public CompletableFuture<PutInvitation> run(InvitationRecord invitation) {
    Call call =
        Call.once(
                keys.invitation(invitation.caller(), invitation.number(), operations.record(), ""),
                operations.next())
            .add(InvitationRecord.KEPT_MS);
    return invitation
        .addTo(call)
        .write(calls, SCRIPT)
        .thenApply(
            reply ->
                new PutInvitation(
                    reply.flag(),
                    InvitationRecord.of(invitation.caller(), invitation.number(), reply.list())));
  }
}
