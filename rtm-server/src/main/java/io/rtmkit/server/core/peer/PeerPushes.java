package io.rtmkit.server.core.peer;

import io.rtmkit.protocol.v1.OfflineMessagesLostPush;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.server.core.HotFrames;
import io.rtmkit.server.core.Wire;
import io.rtmkit.server.core.port.StoredMessage;

/** The frames that go to the receiver of messages. Stateless. */
final class PeerPushes {
  private PeerPushes() {}

  /**
   * A message.
   *
   * @param offline whether it waited in the store while the receiver was away
   */
  static byte[] message(long inboxOffset, StoredMessage message, boolean offline) {
    if (!offline && message.messageId() != 0) {
      return HotFrames.peerMessage(
          inboxOffset,
          message.messageId(),
          message.senderId(),
          message.content(),
          message.receivedMs());
    }
    PeerMessagePush.Builder body =
        PeerMessagePush.newBuilder()
            .setMessageId(message.messageId())
            .setPeerId(message.senderId())
            .setContent(message.content())
            .setServerReceivedMs(message.receivedMs())
            .setOffline(offline);
    return Wire.encode(Push.newBuilder().setInboxOffset(inboxOffset).setPeerMessage(body).build());
  }

  /** That so many messages are gone. */
  static byte[] lost(long inboxOffset, long count) {
    OfflineMessagesLostPush body = OfflineMessagesLostPush.newBuilder().setCount(count).build();
    return Wire.encode(
        Push.newBuilder().setInboxOffset(inboxOffset).setOfflineMessagesLost(body).build());
  }
}
