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

  void update(ClientLimits limits) {
    messageBytes = positiveOr(limits.getMessageBytes(), Limits.MESSAGE_BYTES);
    requestsInFlight = positiveOr(limits.getRequestsInFlight(), Limits.REQUESTS_IN_FLIGHT);
    channelsJoined = positiveOr(limits.getChannelsJoined(), Limits.CHANNELS_JOINED);
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

  private static int positiveOr(int value, int usual) {
    return value > 0 ? value : usual;
  }
}
