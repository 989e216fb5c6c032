package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.PublishRequest;

/**
 * A message to be published. Immutable.
 *
 * @param receivedMs when the server received it, Unix time
 * @param storedId its place in the channel's log; 0 if it is not kept for lost members
 */
public record PublishOrder(PublishRequest request, long receivedMs, long storedId) {
  boolean wantsReceipts() {
    return request.getDeliveryReceipts();
  }
}
