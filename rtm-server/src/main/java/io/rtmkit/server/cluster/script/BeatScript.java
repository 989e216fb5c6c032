package io.rtmkit.server.cluster.script;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Renews the lease of a server: beat.lua. Thread-safe. */
public final class BeatScript {
  private static final Script SCRIPT =
      Script.writing(BeatScript.class, "time", "operation", "beat");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Operations operations;

  public BeatScript(RedisCalls calls, ClusterKeys keys) {
    this(calls, keys, new Operations());
  }

  BeatScript(RedisCalls calls, ClusterKeys keys, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.operations = operations;
  }

  /**
   * Beats.
   *
   * @param info what the server tells of itself
   * @param first whether its lease begins
   */
  public CompletableFuture<Beat> run(String node, byte[] info, boolean first, Duration lease) {
    return Call.once(keys.nodes(operations.record(), "lease", "info"), operations.next())
        .add(node)
        .add(info)
        .add(first)
        .add(lease.toMillis())
        .write(calls, SCRIPT)
        .thenApply(
            reply ->
                new Beat(
                    Beat.OwnLease.valueOf(reply.text()),
                    reply.number(),
                    reply.list().rest(r -> new Beat.Node(r.text(), r.byteString())),
                    reply.list().rest(r -> new Beat.Expired(r.text(), r.number()))));
  }
}
