package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.ResumeKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * Gives a user a session, or the one that it has another server: open_session.lua. If a server asks
 * for two at once for one user, the older one may fail. Thread-safe.
 */
public final class OpenSessionScript {
  private static final Script SCRIPT =
      Script.writing(OpenSessionScript.class, "time", "operation", "open_session");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Operations operations;

  public OpenSessionScript(RedisCalls calls, ClusterKeys keys) {
    this(calls, keys, new Operations());
  }

  OpenSessionScript(RedisCalls calls, ClusterKeys keys, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.operations = operations;
  }

  public CompletableFuture<OpenedSession> run(SessionClaim claim) {
    ResumeKey shown = claim.shown();
    return Call.once(
            keys.user(claim.user(), operations.record(), "o", "a", "w", "p", "c", "i"),
            operations.next())
        .add(claim.node())
        .add(claim.fresh().sessionId())
        .add(hash(claim.fresh()))
        .add(shown == null ? "" : shown.sessionId())
        .add(shown == null ? "" : hash(shown))
        .add(claim.mayOpen())
        .add(claim.attempt().loginId())
        .add(claim.attempt().number())
        .write(calls, SCRIPT)
        .thenApply(OpenSessionScript::opened);
  }

  private static OpenedSession opened(Reply reply) {
    return new OpenedSession(
        OpenedSession.Kind.valueOf(reply.text()),
        reply.number(),
        reply.text(),
        reply.text(),
        reply.number(),
        reply.flag(),
        reply.number(),
        reply.texts(),
        reply.texts(),
        reply.texts(),
        reply.texts(),
        StateBefore.of(reply));
  }

  /** Whoever reads Redis cannot resume a session. */
  private static String hash(ResumeKey key) {
    try {
      byte[] secret = key.secret().toByteArray();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
