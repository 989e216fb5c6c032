package io.rtmkit.server.store.redis;

import io.rtmkit.server.core.port.MemberMark;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import io.rtmkit.server.store.StoreRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Remembers members of a channel: note_members.lua. Thread-safe. */
final class NoteMembersScript {
  private static final Script SCRIPT = Script.writing(NoteMembersScript.class, "note_members");

  private final RedisCalls calls;
  private final StoreRules rules;

  NoteMembersScript(RedisCalls calls, StoreRules rules) {
    this.calls = calls;
    this.rules = rules;
  }

  CompletableFuture<?> run(byte[] marks, List<String> userIds, MemberMark mark, long endNanos) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(Script.bytes(rules.offline().retention().toMillis()));
    arguments.add(RedisKeys.secondsToLive(rules.offline().retention()));
    arguments.add(Script.bytes((mark.present() ? "p" : "l") + mark.sinceMs()));
    userIds.forEach(userId -> arguments.add(Script.bytes(userId)));
    return calls.run(SCRIPT, List.of(marks), endNanos, maybeDone -> arguments);
  }
}
