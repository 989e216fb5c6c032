package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Ends the session of a user: close_session.lua. If a server ends two at once of one user, the
 * older one may fail. Thread-safe.
 */
public final class CloseSessionScript {
  /** So long it is known which epoch the user had, so that the next one is a higher one. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private static final Script SCRIPT =
      Script.writing(CloseSessionScript.class, "time", "operation", "close_session");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Operations operations;

  public CloseSessionScript(RedisCalls calls, ClusterKeys keys) {
    this(calls, keys, new Operations());
  }

  CloseSessionScript(RedisCalls calls, ClusterKeys keys, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.operations = operations;
  }

  /** Ends this very session. */
  public CompletableFuture<ClosedSession> run(UserKey user, String sessionId, long epoch) {
    return run(user, sessionId, Long.toString(epoch), "");
  }

  /** Ends whatever session of the user a server has. */
  public CompletableFuture<ClosedSession> runForNode(UserKey user, String node) {
    return run(user, "", "", node);
  }

  private CompletableFuture<ClosedSession> run(
      UserKey user, String sessionId, String epoch, String node) {
    return Call.once(
            keys.user(user, operations.record(), "o", "a", "w", "p", "c", "i"), operations.next())
        .add(sessionId)
        .add(epoch)
        .add(node)
        .add(REMEMBERED.toSeconds())
        .write(calls, SCRIPT)
        .thenApply(
            reply ->
                new ClosedSession(
                    reply.flag(),
                    reply.text(),
                    reply.number(),
                    reply.number(),
                    reply.texts(),
                    reply.texts(),
                    reply.texts(),
                    reply.texts(),
                    StateBefore.of(reply)));
  }
}
