package io.rtmkit.server.cluster.script;

import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.Roster;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads the members of a channel: read_members.lua. Thread-safe. */
public final class ReadMembersScript {
  private static final Script SCRIPT = Script.reading(ReadMembersScript.class, "read_members");
  private static final String OPERATOR = "";

  private final RedisCalls calls;
  private final ClusterKeys keys;

  public ReadMembersScript(RedisCalls calls, ClusterKeys keys) {
    this.calls = calls;
    this.keys = keys;
  }

  /** Reads at most so many for one of them; null if the session is no member. */
  public CompletableFuture<@Nullable Roster> run(
      ChannelKey channel, String userId, String sessionId, int most) {
    return call(channel, userId, sessionId, most).thenApply(ReadMembersScript::members);
  }

  /** Reads at most so many for an operator. */
  public CompletableFuture<RosterPlaces> runForOperator(ChannelKey channel, int most) {
    return call(channel, OPERATOR, "", most).thenApply(ReadMembersScript::roster);
  }

  private CompletableFuture<Reply> call(
      ChannelKey channel, String userId, String sessionId, int most) {
    return new Call(keys.channel(channel, "m"))
        .add(userId)
        .add(sessionId)
        .add(most)
        .read(calls, SCRIPT);
  }

  private static @Nullable Roster members(Reply reply) {
    if (!reply.hasNext()) {
      return null;
    }
    RosterPlaces roster = roster(reply);
    return new Roster(
        roster.places().stream().map(RosterPlaces.Place::userId).toList(), roster.count());
  }

  private static RosterPlaces roster(Reply reply) {
    int count = reply.count();
    return new RosterPlaces(reply.rest(r -> new RosterPlaces.Place(r.text(), r.text())), count);
  }
}
