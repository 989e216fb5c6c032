package io.rtmkit.server.store.redis;

import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Forgets a member of a channel: forget_member.lua. Thread-safe. */
final class ForgetMemberScript {
  private static final Script SCRIPT = Script.writing(ForgetMemberScript.class, "forget_member");

  private final RedisCalls calls;

  ForgetMemberScript(RedisCalls calls) {
    this.calls = calls;
  }

  CompletableFuture<?> run(byte[] marks, String userId, long endNanos) {
    List<byte[]> arguments = List.of(Script.bytes(userId));
    return calls.run(SCRIPT, List.of(marks), endNanos, maybeDone -> arguments);
  }
}
