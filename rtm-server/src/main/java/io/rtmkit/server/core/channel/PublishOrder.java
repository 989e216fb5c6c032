package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.UserKey;

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

  /**
   * What the store is to keep, as the request wants it.
   *
   * @param repeated whether the store may have it already
   */
  public StoreRequest toStore(UserKey sender, boolean repeated) {
    return new StoreRequest(
        Conversation.of(sender.appId(), request.getChannelId()),
        new StoredMessage(
            sender.userId(), request.getMessageId(), request.getContent(), receivedMs),
        request.getEnableOfflineMessaging(),
        request.getEnableHistoricalMessaging(),
        repeated);
  }

  boolean wantsReceipts() {
    return request.getDeliveryReceipts();
  }
}
