package io.rtmkit.server.cluster.script;

import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.LogSlice;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Adds a member to a channel: join_channel.lua. What one server does with the members or messages
 * of a channel is done one after the other: this, leaving, moving and publishing. Thread-safe.
 */
public final class JoinChannelScript {
  private static final Script SCRIPT =
      Script.writing(
          JoinChannelScript.class,
          "time",
          "operation",
          "channel",
          "channel_log",
          "channel_members",
          "join_channel");

  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final ChannelScriptRules rules;
  private final Operations operations;

  public JoinChannelScript(RedisCalls calls, ClusterKeys keys, ChannelScriptRules rules) {
    this(calls, keys, rules, new Operations());
  }

  JoinChannelScript(
      RedisCalls calls, ClusterKeys keys, ChannelScriptRules rules, Operations operations) {
    this.calls = calls;
    this.keys = keys;
    this.rules = rules;
    this.operations = operations;
  }

  public CompletableFuture<JoinedChannel> run(JoinOrder order) {
    Publication joined = RosterEvents.joined(order.channel(), order.userId());
    Publication left = RosterEvents.left(order.channel(), order.userId());
    Call call =
        Call.once(
                keys.channelOnce(order.channel(), ClusterKeys.record(order.node())),
                operations.next())
            .add(order.node())
            .add(order.userId())
            .add(order.sessionId())
            .add(order.sessionEpoch())
            .add(order.newEpoch())
            .add(StoredIdText.of(order.firstStoredId()))
            .add(rules.membersListed());
    return rules
        .addLog(call)
        .add(joined.toByteArray())
        .add(left.toByteArray())
        .add(order.since())
        .write(calls, SCRIPT)
        .thenApply(reply -> joined(reply, joined, left));
  }

  private static JoinedChannel joined(Reply reply, Publication joined, Publication left) {
    boolean already = reply.flag();
    boolean created = reply.flag();
    ChannelFacts facts = ChannelReplies.facts(reply.list());
    List<LogEvent> events = new ArrayList<>();
    for (Publication event : List.of(left, joined)) {
      long offset = reply.number();
      if (offset > 0) {
        events.add(new LogEvent(offset, event));
      }
    }
    reply.number(); // the offset before: of use to the script alone
    long atMs = reply.number();
    LogSlice replay = ChannelReplies.slice(reply.list());
    return new JoinedChannel(already, created, facts, List.copyOf(events), atMs, replay);
  }
}
