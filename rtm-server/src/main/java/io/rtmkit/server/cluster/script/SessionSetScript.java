package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * What a session has, for those who clean up after it: its channels and the users it watches.
 * Everything answers false if the user has no session any more, or another one: session_set.lua.
 * Thread-safe.
 */
public final class SessionSetScript {
  private static final String CHANNELS = "c";
  private static final String WATCHED = "p";
  private static final String ADD = "SADD";
  private static final String REMOVE = "SREM";
  private static final Script SCRIPT = Script.writing(SessionSetScript.class, "session_set");

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public SessionSetScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  public CompletableFuture<Boolean> addChannels(
      UserKey user, String sessionId, long epoch, Collection<String> channelIds) {
    return run(call(user, CHANNELS, sessionId, epoch).add(ADD), channelIds);
  }

  public CompletableFuture<Boolean> removeChannels(
      UserKey user, String sessionId, long epoch, Collection<String> channelIds) {
    return run(call(user, CHANNELS, sessionId, epoch).add(REMOVE), channelIds);
  }

  public CompletableFuture<Boolean> addWatched(
      UserKey user, String sessionId, long epoch, Collection<String> userIds) {
    return run(call(user, WATCHED, sessionId, epoch).add(ADD), userIds);
  }

  public CompletableFuture<Boolean> removeWatched(
      UserKey user, String sessionId, long epoch, Collection<String> userIds) {
    return run(call(user, WATCHED, sessionId, epoch).add(REMOVE), userIds);
  }

  private Call call(UserKey user, String set, String sessionId, long epoch) {
    return new Call(keys.user(user, "o", set)).add(sessionId).add(epoch);
  }

  private CompletableFuture<Boolean> run(Call call, Collection<String> members) {
    members.forEach(call::add);
    return call.write(calls, SCRIPT).thenApply(Reply::flag);
  }
}
