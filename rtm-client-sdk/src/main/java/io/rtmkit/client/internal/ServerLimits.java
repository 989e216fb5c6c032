package io.rtmkit.client.internal;

import io.rtmkit.protocol.Limits;
import io.rtmkit.protocol.v1.ClientLimits;

/**
 * The limits that the client keeps by itself: the usual ones until a server names its own. Loop.
 */
final class ServerLimits {
  private int messageBytes = Limits.MESSAGE_BYTES;
  private int requestsInFlight = Limits.REQUESTS_IN_FLIGHT;
  private int channelsJoined = Limits.CHANNELS_JOINED;
  private int attributeBytes = Limits.CHANNEL_ATTRIBUTES_BYTES;
  private int presenceWatched = Limits.PRESENCE_WATCHED;
  private int presenceQueried = Limits.PRESENCE_QUERIED;
  private int invitationBytes = Limits.INVITATION_BYTES;

  void update(ClientLimits limits) {
    messageBytes = positiveOr(limits.getMessageBytes(), Limits.MESSAGE_BYTES);
    requestsInFlight = positiveOr(limits.getRequestsInFlight(), Limits.REQUESTS_IN_FLIGHT);
    channelsJoined = positiveOr(limits.getChannelsJoined(), Limits.CHANNELS_JOINED);
    attributeBytes = positiveOr(limits.getAttributeBytes(), Limits.CHANNEL_ATTRIBUTES_BYTES);
    presenceWatched = positiveOr(limits.getPresenceWatched(), Limits.PRESENCE_WATCHED);
    presenceQueried = positiveOr(limits.getPresenceQueried(), Limits.PRESENCE_QUERIED);
    invitationBytes = positiveOr(limits.getInvitationBytes(), Limits.INVITATION_BYTES);
  }

  int messageBytes() {
    return messageBytes;
  }

  int requestsInFlight() {
    return requestsInFlight;
  }

  int channelsJoined() {
    return channelsJoined;
  }

  int attributeBytes() {
    return attributeBytes;
  }

  int presenceWatched() {
    return presenceWatched;
  }

  int presenceQueried() {
    return presenceQueried;
  }

  int invitationBytes() {
    return invitationBytes;
  }

  private static int positiveOr(int value, int usual) {
    return value > 0 ? value : usual;
  }
}
