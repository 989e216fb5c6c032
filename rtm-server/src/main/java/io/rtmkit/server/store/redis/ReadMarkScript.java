package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads what is known of a member of a channel: read_mark.lua. Thread-safe. */
final class ReadMarkScript {
  private static final Script SCRIPT = Script.reading(ReadMarkScript.class, "read_mark");

  private final RedisCalls calls;

  ReadMarkScript(RedisCalls calls) {
    this.calls = calls;
  }

  CompletableFuture<Optional<MemberMark>> run(byte[] marks, String userId) {
    List<byte[]> arguments = List.of(Script.bytes(userId));
    return calls
        .run(SCRIPT, List.of(marks), calls.endOfRead(), maybeDone -> arguments)
        .thenApply(
            reply ->
                reply.isEmpty() || reply.get(0) == null
                    ? Optional.empty()
                    : Optional.of(mark(Script.text(reply.get(0)))));
  }

  private static MemberMark mark(String text) {
    return new MemberMark(Long.parseLong(text.substring(1)), text.charAt(0) == 'p');
  }
}
