package io.rtmkit.uniapp;

import io.rtmkit.client.ErrorInfo;
import io.rtmkit.client.RtmChannelAttribute;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmChannelMember;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.internal.transport.Base64;
import java.util.List;

/** Tells the pages what a channel tells. On the client's callback thread. */
final class ChannelEvents implements RtmChannelListener {
  private final String channelId;
  private final Pages pages;

  ChannelEvents(String channelId, Pages pages) {
    this.channelId = channelId;
    this.pages = pages;
  }

  @Override
  public void onMemberCountUpdated(int memberCount) {
    event("onMemberCountUpdated").put("memberCount", memberCount).tell(pages);
  }

  @Override
  public void onAttributesUpdated(List<RtmChannelAttribute> attributes) {
    event("onAttributesUpdated")
        .put("attributeList", AttributeValues.toList(attributes))
        .tell(pages);
  }

  @Override
  public void onMessageReceived(RtmMessage message, RtmChannelMember fromMember) {
    event("onChannelMessageReceived")
        .put("type", message.getMessageType())
        .put("text", message.getText())
        .put("serverReceivedTs", message.getServerReceivedTs())
        .put("isOfflineMessage", message.isOfflineMessage())
        .put("userId", fromMember.getUserId())
        .put("rawMessage", Base64.encode(message.getRawMessage()))
        .tell(pages);
  }

  @Override
  public void onMemberJoined(RtmChannelMember member) {
    event("onMemberJoined").put("userId", member.getUserId()).tell(pages);
  }

  @Override
  public void onMemberLeft(RtmChannelMember member) {
    event("onMemberLeft").put("userId", member.getUserId()).tell(pages);
  }

  @Override
  public void onMessagesMissed(long from, long to) {
    event("onMessagesMissed")
        .put("from", Numbers.narrow(from))
        .put("to", Numbers.narrow(to))
        .tell(pages);
  }

  @Override
  public void onChannelMessagesLost(String id, long count) {
    event("onChannelMessagesLost").put("count", Numbers.narrow(count)).tell(pages);
  }

  @Override
  public void onChannelReset() {
    event("onChannelReset").tell(pages);
  }

  @Override
  public void onMembershipLost(ErrorInfo reason) {
    event("onMembershipLost")
        .put("code", reason.getErrorCode())
        .put("message", reason.getErrorDescription())
        .tell(pages);
  }

  private Event event(String name) {
    return new Event(name).put("channelId", channelId);
  }
}
