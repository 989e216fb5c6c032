package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.PublishRequest;

/**
 * A message to be published. Immutable.
 *
 * @param receivedMs when the server received it, Unix time
 * @param storedId its place in the channel's log; 0 if it is not kept for lost members
 * @param resent whether its sender has sent it before, and had no answer
 */
public record PublishOrder(PublishRequest request, long receivedMs, long storedId, boolean resent) {
  public PublishOrder(PublishRequest request, long receivedMs, long storedId) {
    this(request, receivedMs, storedId, false);
  }

  /** The same, sent again. */
  public PublishOrder again() {
    return new PublishOrder(request, receivedMs, storedId, true);
  }

  boolean wantsReceipts() {
    return request.getDeliveryReceipts();
  }
}
