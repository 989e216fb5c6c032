package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.port.PublishedIds;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads in which order messages that are kept were published: read_kept.lua. Thread-safe. */
public final class ReadKeptScript {
  private static final Script SCRIPT = Script.reading(ReadKeptScript.class, "read_kept");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public ReadKeptScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /**
   * Those that were published after a time.
   *
   * @param afterMs Unix time
   * @param most that are wanted, of the newest
   */
  public CompletableFuture<PublishedIds> run(ChannelKey channel, long afterMs, int most) {
    return new Call(keys.kept(channel))
        .add(TimeUnit.MILLISECONDS.toMicros(afterMs))
        .add(most)
        .read(calls, SCRIPT)
        .thenApply(
            reply -> {
              long all = reply.number();
              List<Long> ids = reply.rest(each -> Long.parseLong(each.text()));
              return new PublishedIds(ids, all - ids.size());
            });
  }
}
