package io.rtmkit.server.cluster.script;

import static io.rtmkit.server.cluster.script.ScriptBench.NEWS;
import static io.rtmkit.server.cluster.script.ScriptBench.await;

import com.google.protobuf.ByteString;
import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.core.channel.ChannelFacts;
import java.time.Duration;
import java.util.List;

/** One channel and what is done in it, each thing twice. One thread. */
final class ChannelBench {
  static final int LISTED = 3;
  static final int LOG_EVENTS = 40;

  /** Every session has this epoch. */
  static final long SESSION_EPOCH = 1_700_000_000_000_001L;

  /** Too large for the numbers of Lua. */
  static final long EPOCH = -9_007_199_254_740_993L;

  static final long STORED = (1L << 60) + 1;

  static final ChannelScriptRules RULES =
      new ChannelScriptRules(
          LISTED,
          LOG_EVENTS,
          100_000,
          Duration.ofSeconds(100),
          Duration.ofSeconds(300),
          Duration.ofSeconds(200));

  /** The same with a log that ages while a test waits. */
  static final ChannelScriptRules SHORT_LOG =
      new ChannelScriptRules(
          LISTED,
          LOG_EVENTS,
          100_000,
          Duration.ofMillis(40),
          Duration.ofSeconds(300),
          Duration.ofSeconds(200));

  private final ScriptBench bench;
  private final ChannelScriptRules rules;

  ChannelBench(ScriptBench bench) {
    this(bench, RULES);
  }

  ChannelBench(ScriptBench bench, ChannelScriptRules rules) {
    this.bench = bench;
    this.rules = rules;
  }

  private boolean isLongLived() {
    return rules.logAge().toMillis() > 1_000;
  }

  static ChannelPosition position(long epoch, long offset) {
    return ChannelPosition.newBuilder().setEpoch(epoch).setOffset(offset).build();
  }

  static String session(String user) {
    return "session of " + user;
  }

  static Publication joined(String user) {
    return RosterEvents.joined(NEWS, user);
  }

  static Publication left(String user) {
    return RosterEvents.left(NEWS, user);
  }

  static Publication message(String user, long id, String text) {
    Content content = Content.newBuilder().setPayload(ByteString.copyFromUtf8(text)).build();
    return Publication.newBuilder()
        .setChannelId(NEWS.channelId())
        .setMessage(
            ChannelMessage.newBuilder().setMessageId(id).setUserId(user).setContent(content))
        .build();
  }

  /** A message of a member. */
  static Outgoing outgoing(String user, long id) {
    return new Outgoing(
        user, session(user), SESSION_EPOCH, false, id, 0, message(user, id, "hello"));
  }

  /** The same, sent once more. */
  static Outgoing resent(String user, long id) {
    return new Outgoing(
        user, session(user), SESSION_EPOCH, true, id, 0, message(user, id, "hello"));
  }

  static Outgoing ofBackEnd(String user, long id) {
    return new Outgoing(user, "", 0, false, id, 0, message(user, id, "hello"));
  }

  static JoinOrder order(String node, String user, String session, ChannelPosition since) {
    return new JoinOrder(NEWS, node, user, session, SESSION_EPOCH, since, EPOCH, STORED);
  }

  JoinChannelScript join() {
    return new JoinChannelScript(bench.calls, bench.keys(), rules, bench.operations);
  }

  JoinedChannel join(JoinOrder order) {
    return bench.run(isLongLived(), () -> join().run(order));
  }

  JoinedChannel join(String node, String user) {
    return join(order(node, user, session(user), null));
  }

  LeftChannel leave(String user, boolean lost) {
    return leave(user, session(user), lost);
  }

  LeftChannel leave(String user, String session, boolean lost) {
    LeaveChannelScript leave =
        new LeaveChannelScript(bench.calls, bench.keys(), rules, bench.operations);
    return bench.run(isLongLived(), () -> leave.run(NEWS, "n1", user, session, lost));
  }

  MovedMember move(String node, String user, long epoch, ChannelPosition since) {
    MoveMemberScript move = new MoveMemberScript(bench.calls, bench.keys(), bench.operations);
    return bench.run(isLongLived(), () -> move.run(NEWS, node, user, session(user), epoch, since));
  }

  PublishScript publish() {
    return new PublishScript(bench.calls, bench.keys(), rules, bench.operations);
  }

  PublishedBatch publish(String node, Outgoing... messages) {
    return bench.run(isLongLived(), () -> publish().run(NEWS, node, null, List.of(messages)));
  }

  /** The same by a server that knows the channel up to somewhere. */
  PublishedBatch publish(ChannelPosition known, Outgoing... messages) {
    return bench.run(isLongLived(), () -> publish().run(NEWS, "n1", known, List.of(messages)));
  }

  ChannelFacts restart(ChannelPosition known) {
    RestartChannelScript restart =
        new RestartChannelScript(bench.calls, bench.keys(), bench.operations);
    return bench.run(() -> restart.run(NEWS, known));
  }

  ChannelSlice read(long epoch, long afterOffset) {
    return await(new ReadChannelScript(bench.calls, bench.keys()).run(NEWS, epoch, afterOffset));
  }

  List<byte[]> key(String part) {
    return bench.keys().channel(NEWS, part);
  }

  /** Milliseconds that a part of the channel has left; -1 for ever, -2 if it is not there. */
  long life(String part) {
    return bench.left(key(part));
  }
}
