package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.login.LoginAttempt;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;

/**
 * Notes that a user is online, or that it cannot be reached: session_state.lua. The next change of
 * a user waits for the one before. Thread-safe.
 */
public final class SessionStateScript {
  /** What Redis calls the states of a session. */
  static final String ONLINE = "online";

  private static final String UNREACHABLE = "unreachable";
  private static final Script SCRIPT =
      Script.writing(SessionStateScript.class, "time", "operation", "session_state");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Operations operations;

  public SessionStateScript(RedisCalls calls, ClusterKeys keys) {
    this(calls, keys, new Operations());
  }

  SessionStateScript(RedisCalls calls, ClusterKeys keys, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.operations = operations;
  }

  public CompletableFuture<StateChange> run(
      UserKey user, String sessionId, long epoch, boolean online) {
    return run(user, sessionId, epoch, online, false, LoginAttempt.NONE);
  }

  /** A client has come back to its session: it is online, and this attempt was taken. */
  public CompletableFuture<StateChange> online(
      UserKey user, String sessionId, long epoch, LoginAttempt attempt) {
    return run(user, sessionId, epoch, true, false, attempt);
  }

  /** The same, and it counts as a change also if nothing is different. */
  public CompletableFuture<StateChange> announce(
      UserKey user, String sessionId, long epoch, boolean online) {
    return run(user, sessionId, epoch, online, true, LoginAttempt.NONE);
  }

  private CompletableFuture<StateChange> run(
      UserKey user,
      String sessionId,
      long epoch,
      boolean online,
      boolean anew,
      LoginAttempt attempt) {
    return Call.once(keys.user(user, operations.record(), "o", "w"), operations.next())
        .add(sessionId)
        .add(epoch)
        .add(online ? ONLINE : UNREACHABLE)
        .add(anew)
        .add(attempt.loginId())
        .add(attempt.number())
        .write(calls, SCRIPT)
        .thenApply(
            reply ->
                new StateChange(
                    StateChange.Outcome.valueOf(reply.text()), reply.number(), reply.texts()));
  }
}
