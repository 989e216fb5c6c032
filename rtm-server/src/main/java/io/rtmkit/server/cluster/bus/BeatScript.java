package io.rtmkit.server.cluster.bus;

import com.google.protobuf.InvalidProtocolBufferException;
import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Renews the lease of a server: beat.lua. Thread-safe. */
final class BeatScript {
  private static final Script SCRIPT = Script.writing(BeatScript.class, "beat");
  private static final int BEFORE_NODES = 2;
  private static final int PER_NODE = 3;

  private final RedisCalls calls;
  private final List<byte[]> keys;

  BeatScript(RedisCalls calls, BusKeys keys) {
    this.calls = calls;
    this.keys = keys.nodes();
  }

  /**
   * Renews a lease.
   *
   * @param first whether there is none yet; otherwise one that is not there stays away
   */
  CompletableFuture<Beat> run(
      String node, NodeInfo info, boolean first, Duration lease, long endNanos) {
    List<byte[]> arguments =
        List.of(
            Script.bytes(node),
            info.toByteArray(),
            Script.bytes(first ? 1 : 0),
            Script.bytes(lease.toMillis()));
    return calls.run(SCRIPT, keys, endNanos, maybeDone -> arguments).thenApply(BeatScript::beat);
  }

  private static Beat beat(List<Object> reply) {
    Beat.Own own = own((Long) reply.get(0));
    long nowMs = (Long) reply.get(1);
    List<LiveNode> live = new ArrayList<>();
    List<Beat.Expired> expired = new ArrayList<>();
    for (int i = BEFORE_NODES; i < reply.size(); i += PER_NODE) {
      String node = Script.text(reply.get(i));
      long end = (Long) reply.get(i + 1);
      if (end > nowMs) {
        live.add(new LiveNode(node, info((byte[]) reply.get(i + 2))));
      } else {
        expired.add(new Beat.Expired(node, end));
      }
    }
    return new Beat(own, nowMs, List.copyOf(live), List.copyOf(expired));
  }

  private static Beat.Own own(long number) {
    if (number == 0) {
      return Beat.Own.FRESH;
    }
    if (number == 1) {
      return Beat.Own.KEPT;
    }
    return number == 2 ? Beat.Own.EXPIRED : Beat.Own.GONE;
  }

  /** What it tells of itself is for people: a server that tells it badly is there all the same. */
  private static NodeInfo info(byte[] bytes) {
    try {
      return NodeInfo.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      return NodeInfo.getDefaultInstance();
    }
  }
}
