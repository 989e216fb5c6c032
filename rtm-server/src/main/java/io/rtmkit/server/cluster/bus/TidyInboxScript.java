package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Removes what was read, and lets an inbox live on: tidy_inbox.lua. Thread-safe. */
final class TidyInboxScript {
  /** Of a server that is gone the inbox goes after this time by itself. */
  private static final Duration KEPT = Duration.ofSeconds(60);

  private static final Script SCRIPT = Script.writing(TidyInboxScript.class, "tidy_inbox");

  /** How an inbox is. */
  enum Found {
    WELL,
    /** It is not there. */
    MISSING,
    /** What was read last is not known in it. */
    BEHIND
  }

  private final RedisCalls calls;
  private final BusKeys keys;

  TidyInboxScript(RedisCalls calls, BusKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** Creates an inbox, or lets it live on. */
  CompletableFuture<Found> create(String node, long endNanos) {
    return run(node, InboxPosition.START, true, endNanos);
  }

  /** Removes what is before the position, and lets the inbox live on. */
  CompletableFuture<Found> tidy(String node, InboxPosition position, long endNanos) {
    return run(node, position, false, endNanos);
  }

  private CompletableFuture<Found> run(
      String node, InboxPosition position, boolean create, long endNanos) {
    List<byte[]> arguments =
        List.of(
            Script.bytes(position.ms()),
            Script.bytes(position.counter()),
            Script.bytes(KEPT.toMillis()),
            Script.bytes(create ? 1 : 0));
    return calls
        .run(SCRIPT, List.of(keys.inbox(node)), endNanos, maybeDone -> arguments)
        .thenApply(TidyInboxScript::found);
  }

  private static Found found(List<Object> reply) {
    if ((Long) reply.get(0) == 0) {
      return Found.MISSING;
    }
    return (Long) reply.get(1) == 1 ? Found.BEHIND : Found.WELL;
  }
}
