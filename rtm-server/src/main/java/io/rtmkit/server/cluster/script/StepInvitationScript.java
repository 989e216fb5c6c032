package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/**
 * Moves an invitation on, if nobody else did before: step_invitation.lua. If a server asks for two
 * steps at once, the older one may fail. Thread-safe.
 */
public final class StepInvitationScript {
  private static final Script SCRIPT =
      Script.writing(
          StepInvitationScript.class, "time", "operation", "invitation", "step_invitation");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Operations operations;

  public StepInvitationScript(RedisCalls calls, ClusterKeys keys) {
    this(calls, keys, new Operations());
  }

  StepInvitationScript(RedisCalls calls, ClusterKeys keys, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.operations = operations;
  }

  /**
   * Makes a step.
   *
   * @param expectedVersion what the invitation was like when the step was decided
   * @param next what it becomes; Redis sets its version and its times
   */
  public CompletableFuture<SteppedInvitation> run(
      UserKey caller, long number, long expectedVersion, InvitationRecord next) {
    Call call =
        Call.once(keys.invitation(caller, number, operations.record(), ""), operations.next())
            .add(InvitationRecord.KEPT_MS)
            .add(expectedVersion);
    return next.addTo(call)
        .write(calls, SCRIPT)
        .thenApply(
            reply ->
                new SteppedInvitation(
                    reply.flag(),
                    reply.hasNext() ? InvitationRecord.of(caller, number, reply.list()) : null));
  }
}
