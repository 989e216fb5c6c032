package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Which invitations a user sent or received: index_invitation.lua. Thread-safe. */
public final class InvitationIndexScript {
  /** Longer than any invitation lives. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private static final Script SCRIPT =
      Script.writing(InvitationIndexScript.class, "index_invitation");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public InvitationIndexScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  public CompletableFuture<?> add(UserKey user, String invitation) {
    return run(user, "SADD", invitation);
  }

  public CompletableFuture<?> remove(UserKey user, String invitation) {
    return run(user, "SREM", invitation);
  }

  private CompletableFuture<?> run(UserKey user, String command, String invitation) {
    return new Call(keys.user(user, "i"))
        .add(command)
        .add(invitation)
        .add(KEPT.toSeconds())
        .write(calls, SCRIPT);
  }
}
