package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One run of a script: its keys and its arguments, which are added in order. One thread. */
final class Call {
  private final List<byte[]> keys;
  private final List<byte[]> arguments = new ArrayList<>();

  Call(List<byte[]> keys) {
    this.keys = keys;
  }

  /** A run that has an effect only once; the first of the keys is where that is remembered. */
  static Call once(List<byte[]> keys, Operations.Operation operation) {
    return new Call(keys).add(operation.origin()).add(operation.number());
  }

  Call add(byte[] bytes) {
    arguments.add(bytes);
    return this;
  }

  Call add(String text) {
    return add(Script.bytes(text));
  }

  Call add(long number) {
    return add(Script.bytes(number));
  }

  Call add(boolean flag) {
    return add(flag ? 1 : 0);
  }

  /** A position in a channel, or none. */
  Call add(@Nullable ChannelPosition position) {
    return position == null
        ? add("").add(0)
        : add(Long.toString(position.getEpoch())).add(position.getOffset());
  }

  CompletableFuture<Reply> write(RedisCalls calls, Script script) {
    return calls
        .run(script, keys, calls.endOfWrite(), maybeDone -> arguments)
        .thenApply(Reply::new);
  }

  CompletableFuture<Reply> read(RedisCalls calls, Script script) {
    return calls.run(script, keys, calls.endOfRead(), maybeDone -> arguments).thenApply(Reply::new);
  }
}
