package io.rtmkit.client.internal;

import io.rtmkit.client.RtmStatusCode.PeerMessageError;
import io.rtmkit.protocol.Ids;
import io.rtmkit.protocol.v1.OfflineMessagesLostPush;
import io.rtmkit.protocol.v1.PeerMessagePush;
import io.rtmkit.protocol.v1.Request;
import org.jspecify.annotations.Nullable;

/** Messages between two users. Loop thread. */
final class PeerMessages {
  private final ClientContext context;
  private final Requests requests;
  private final ServerLimits limits;
  private final MessageIds messageIds;
  private final Inbox inbox;

  PeerMessages(
      ClientContext context,
      Requests requests,
      ServerLimits limits,
      MessageIds messageIds,
      Inbox inbox) {
    this.context = context;
    this.requests = requests;
    this.limits = limits;
    this.messageIds = messageIds;
    this.inbox = inbox;
  }

  void send(@Nullable String peerId, OutgoingMessage message, Answer<Void> answer) {
    String badId = Ids.findUserIdProblem("peerId", peerId);
    if (badId != null || peerId == null) {
      answer.fail(PeerMessageError.PEER_MESSAGE_ERR_INVALID_USERID, String.valueOf(badId));
      return;
    }
    String badMessage = message.findProblem(limits.messageBytes());
    if (badMessage != null) {
      answer.fail(PeerMessageError.PEER_MESSAGE_ERR_INVALID_MESSAGE, badMessage);
      return;
    }
    requests.submit(
        Operation.PEER_MESSAGE,
        Request.newBuilder().setPeerMessage(message.toPeer(messageIds.next(), peerId)),
        reply -> Answer.done(answer),
        answer::fail);
  }

  void onLost(OfflineMessagesLostPush push) {
    context.callbacks.tell(listener -> listener.onPeerMessagesLost(push.getCount()));
  }

  void onPush(PeerMessagePush push) {
    if (!inbox.isNew(push.getPeerId(), push.getMessageId())) {
      return;
    }
    Message message =
        Message.received(push.getContent(), push.getServerReceivedMs(), push.getOffline());
    context.callbacks.tell(
        push.getSerializedSize(),
        listener -> listener.onMessageReceived(message, push.getPeerId()));
  }
}
