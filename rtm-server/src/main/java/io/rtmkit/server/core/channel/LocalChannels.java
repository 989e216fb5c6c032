package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.ChannelAttributesReply;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.LockRequest;
import io.rtmkit.protocol.v1.LocksReply;
import io.rtmkit.protocol.v1.WriteChannelAttributesRequest;
import io.rtmkit.server.core.attribute.AttributesWritten;
import io.rtmkit.server.core.lane.Link;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Channels whose members are all on this server: answers at once. Thread-safe. */
public final class LocalChannels implements ChannelService {
  private final Channels channels;

  public LocalChannels(Channels channels) {
    this.channels = channels;
  }

  @Override
  public void enter(
      Session session, String channelId, @Nullable ChannelPosition since, Answer<Entered> answer) {
    answer.give(channels.enter(session, channelId));
  }

  @Override
  public @Nullable Joined takeSeat(Session session, String channelId, SeatRequest request) {
    return channels.takeSeat(session, channelId, request);
  }

  @Override
  public boolean isMember(Session session, String channelId) {
    return channels.isMember(session, channelId);
  }

  @Override
  public void leave(Session session, String channelId, Answer<Boolean> answer) {
    answer.give(channels.leave(session, channelId));
  }

  @Override
  public void publish(Session session, PublishOrder order, Answer<Published> answer) {
    answer.give(channels.publish(session, order));
  }

  @Override
  public void publishAs(UserKey sender, PublishOrder order, Answer<Published> answer) {
    answer.give(channels.publishAs(sender, order));
  }

  @Override
  public boolean acknowledge(Session session, ChannelAck ack) {
    return channels.acknowledge(session, ack);
  }

  @Override
  public void writeAttributes(
      UserKey writer, WriteChannelAttributesRequest request, Answer<AttributesWritten> answer) {
    answer.give(channels.writeAttributes(writer, request));
  }

  @Override
  public void readAttributes(
      String appId, String channelId, List<String> keys, Answer<ChannelAttributesReply> answer) {
    answer.give(channels.readAttributes(appId, channelId, keys));
  }

  @Override
  public void lock(Session session, LockRequest request, Answer<LockAnswer> answer) {
    answer.give(channels.lock(session, request));
  }

  @Override
  public void readLocks(String appId, String channelId, Answer<LocksReply> answer) {
    answer.give(channels.readLocks(appId, channelId));
  }

  @Override
  public void resume(
      Session session, List<ChannelPosition> positions, Answer<ReturningMember> answer) {
    answer.give((link, maxBytes) -> takeSeats(session, positions, link, maxBytes));
  }

  private List<ChannelRecovery> takeSeats(
      Session session, List<ChannelPosition> positions, Link link, int maxBytes) {
    List<ChannelRecovery> recoveries = new ArrayList<>();
    int room = maxBytes;
    for (ChannelPosition position : positions) {
      Resumed resumed = channels.resume(session, link, position, room);
      recoveries.add(resumed.recovery());
      room -= resumed.replayedBytes();
    }
    return recoveries;
  }

  @Override
  public void members(Session session, String channelId, Answer<Roster> answer) {
    List<String> members = channels.members(session, channelId);
    answer.give(
        members == null
            ? null
            : new Roster(members, channels.memberCount(session.user().appId(), channelId)));
  }

  @Override
  public void memberIds(ChannelKey channel, Answer<List<String>> answer) {
    List<Session> members = channels.sessions(channel.appId(), channel.channelId());
    answer.give(members.stream().map(member -> member.user().userId()).toList());
  }

  @Override
  public void memberCounts(String appId, List<String> channelIds, Answer<List<Integer>> answer) {
    answer.give(
        channelIds.stream().map(channelId -> channels.memberCount(appId, channelId)).toList());
  }

  @Override
  public boolean findsPublished() {
    return false; // the events of an earlier run are gone
  }
}
