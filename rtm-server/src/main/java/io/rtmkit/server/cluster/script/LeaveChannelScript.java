package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes a member out of a channel: leave_channel.lua. Thread-safe. */
public final class LeaveChannelScript {
  private static final Script SCRIPT =
      Script.writing(
          LeaveChannelScript.class,
          "time",
          "operation",
          "channel",
          "channel_log",
          "channel_members",
          "leave_channel");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final ChannelScriptRules rules;
  private final Operations operations;

  public LeaveChannelScript(RedisCalls calls, ClusterKeys keys, ChannelScriptRules rules) {
    this(calls, keys, rules, new Operations());
  }

  LeaveChannelScript(
      RedisCalls calls, ClusterKeys keys, ChannelScriptRules rules, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.rules = rules;
    this.operations = operations;
  }

  /**
   * Takes out a member, whichever server it is on.
   *
   * @param node the server that does this
   * @param lost whether the session was lost: then the events of an empty channel are kept
   */
  public CompletableFuture<LeftChannel> run(
      ChannelKey channel, String node, String userId, String sessionId, boolean lost) {
    Publication left = RosterEvents.left(channel, userId);
    Call call =
        Call.once(keys.channelOnce(channel, ClusterKeys.record(node)), operations.next())
            .add(userId)
            .add(sessionId)
            .add(lost)
            .add(rules.membersListed());
    return rules
        .addLog(call)
        .add(left.toByteArray())
        .add(rules.attributeRetention().toMillis())
        .write(calls, SCRIPT)
        .thenApply(reply -> left(reply, left));
  }

  private static LeftChannel left(Reply reply, Publication event) {
    boolean left = reply.flag();
    boolean destroyed = reply.flag();
    ChannelFacts facts = ChannelReplies.facts(reply.list());
    long offset = reply.number();
    List<LogEvent> events = offset > 0 ? List.of(new LogEvent(offset, event)) : List.of();
    return new LeftChannel(left, destroyed, facts, events, reply.number());
  }
}
