package io.rtmkit.client.internal;

import io.rtmkit.client.RtmChannelMemberCount;
import io.rtmkit.client.RtmStatusCode.GetChannelMemberCountErrCode;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.ChannelAttributesPush;
import io.rtmkit.protocol.v1.ChannelLocksPush;
import io.rtmkit.protocol.v1.ChannelMemberCount;
import io.rtmkit.protocol.v1.ChannelPosition;
import io.rtmkit.protocol.v1.ChannelRecovery;
import io.rtmkit.protocol.v1.DeliveryReceiptPush;
import io.rtmkit.protocol.v1.MemberCountPush;
import io.rtmkit.protocol.v1.MemberCountsRequest;
import io.rtmkit.protocol.v1.MissedChannelMessagePush;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels that the application has handles of. Loop thread. */
final class Channels {
  final ClientContext context;
  final Requests requests;
  final ServerLimits limits;
  final MessageIds messageIds;
  final ChannelAcks acks;
  final RecentMessages recentMessages = new RecentMessages();
  // One for each id that was ever used with a handle not yet released.
  private final Map<String, Membership> memberships = new LinkedHashMap<>();

  Channels(
      ClientContext context,
      Requests requests,
      ServerLimits limits,
      MessageIds messageIds,
      ChannelAcks acks) {
    this.context = context;
    this.requests = requests;
    this.limits = limits;
    this.messageIds = messageIds;
    this.acks = acks;
  }

  Membership membership(String id) {
    Membership membership = memberships.get(id);
    if (membership == null) {
      membership = new Membership(id, this);
      memberships.put(id, membership);
    }
    return membership;
  }

  /** The newest handle of an id gets the events. */
  void adopt(ChannelHandle handle) {
    membership(handle.getId()).setHandle(handle);
  }

  void release(ChannelHandle handle) {
    Membership membership = memberships.get(handle.getId());
    if (membership != null && membership.release(handle)) {
      memberships.remove(handle.getId());
    }
  }

  /** Channels that the client is in, or about to be. */
  int joined() {
    int joined = 0;
    for (Membership each : memberships.values()) {
      joined += each.isInside() ? 1 : 0;
    }
    return joined;
  }

  /** What the client has of each channel that it is in. */
  List<ChannelPosition> positions() {
    List<ChannelPosition> positions = new ArrayList<>();
    for (Membership each : memberships.values()) {
      ChannelPosition position = each.position();
      if (position != null) {
        positions.add(position);
      }
    }
    return positions;
  }

  /** The old session goes on: takes what became of each channel. */
  void onResumed(List<ChannelRecovery> recoveries) {
    Map<String, ChannelRecovery> byId = new HashMap<>();
    for (ChannelRecovery each : recoveries) {
      byId.put(each.getChannelId(), each);
    }
    for (Membership each : memberships.values()) {
      each.onResumed(byId.get(each.id()));
    }
  }

  /** A new session took the place of the old one: enters all channels again. */
  void onNewSession() {
    for (Membership each : memberships.values()) {
      each.onNewSession();
    }
  }

  /** The user is logged out: no longer in any channel. */
  void onLoggedOut() {
    for (Membership each : memberships.values()) {
      each.onLoggedOut();
    }
  }

  void onPublication(Publication push) {
    tell(push.getChannelId(), stream -> stream.onPublication(push));
  }

  void onMissed(MissedChannelMessagePush push) {
    tell(push.getChannelId(), stream -> stream.onMissed(push));
  }

  void onMemberCount(MemberCountPush push) {
    tell(push.getChannelId(), stream -> stream.onCount(push.getMemberCount()));
  }

  void onAttributes(ChannelAttributesPush push) {
    tell(push.getChannelId(), stream -> stream.onAttributes(push));
  }

  void onLocks(ChannelLocksPush push) {
    tell(push.getChannelId(), stream -> stream.onLocks(push));
  }

  void onReceipt(DeliveryReceiptPush push) {
    Membership membership = memberships.get(push.getChannelId());
    if (membership != null) {
      membership.onReceipt(push);
    }
  }

  void countMembers(List<String> ids, Answer<List<RtmChannelMemberCount>> answer) {
    if (ids.size() > Limits.MEMBER_COUNT_CHANNELS) {
      answer.fail(
          GetChannelMemberCountErrCode.GET_CHANNEL_MEMBER_COUNT_ERR_EXCEED_LIMIT,
          "channelIds: " + ids.size() + " ids, at most " + Limits.MEMBER_COUNT_CHANNELS);
      return;
    }
    String problem = findProblem(ids);
    if (problem != null) {
      answer.fail(
          GetChannelMemberCountErrCode.GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT, problem);
      return;
    }
    requests.submit(
        Operation.MEMBER_COUNTS,
        Request.newBuilder()
            .setMemberCounts(MemberCountsRequest.newBuilder().addAllChannelIds(ids)),
        reply -> answer.succeed(toCounts(reply)),
        answer::fail);
  }

  /** Something that the server tells of a channel. Loop thread. */
  private interface Event {
    void tell(ChannelStream stream);
  }

  private void tell(String channelId, Event event) {
    Membership membership = memberships.get(channelId);
    ChannelStream stream = membership == null ? null : membership.liveStream();
    if (stream != null) {
      event.tell(stream);
    }
  }

  private static @Nullable String findProblem(List<String> ids) {
    if (ids.isEmpty()) {
      return "channelIds: is empty";
    }
    for (int i = 0; i < ids.size(); i++) {
      String problem = Ids.findChannelIdProblem("channelIds[" + i + "]", ids.get(i));
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static List<RtmChannelMemberCount> toCounts(Reply reply) {
    List<RtmChannelMemberCount> counts = new ArrayList<>();
    for (ChannelMemberCount each : reply.getMemberCounts().getCountsList()) {
      counts.add(new RtmChannelMemberCount(each.getChannelId(), each.getMemberCount()));
    }
    return counts;
  }
}
