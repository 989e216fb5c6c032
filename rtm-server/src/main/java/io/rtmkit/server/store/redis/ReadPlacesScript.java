package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.LogPlace;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads places of messages that a user sent or received: read_places.lua. Thread-safe. */
final class ReadPlacesScript {
  private static final Script SCRIPT = Script.reading(ReadPlacesScript.class, "read_places");

  private final RedisCalls calls;

  ReadPlacesScript(RedisCalls calls) {
    this.calls = calls;
  }

  /** Reads places, and leaves out so many before them. */
  CompletableFuture<List<LogPlace>> run(byte[] key, PlaceRange range, int skip, int most) {
    List<byte[]> arguments = new ArrayList<>(range.arguments());
    arguments.add(Script.bytes(range.newestFirst() ? 1 : 0));
    arguments.add(Script.bytes(skip));
    arguments.add(Script.bytes(most));
    return calls
        .run(SCRIPT, List.of(key), calls.endOfRead(), maybeDone -> arguments)
        .thenApply(
            reply ->
                reply.stream()
                    .map(place -> PlaceBytes.decode(range.scope(), (byte[]) place))
                    .toList());
  }
}
