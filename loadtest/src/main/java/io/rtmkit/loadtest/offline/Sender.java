package io.rtmkit.loadtest.offline;

import com.google.protobuf.ByteString;
import io.netty.channel.Channel;
import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.MessageType;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.Push;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import java.util.HashMap;
import java.util.Map;

/** Sends messages to users who are away, some at a time. Called on its event loop. */
final class Sender extends WireUser {
  private static final int WINDOW = 8;
  private static final int CACHED = 4;

  private final Storing storing;
  private final Map<Long, Long> started = new HashMap<>();
  private long messageId;

  Sender(String appId, String userId, Storing storing) {
    super(appId, userId);
    this.storing = storing;
  }

  @Override
  void onLoggedIn(Channel channel) {
    storing.begin();
    for (int i = 0; i < WINDOW; i++) {
      sendNext(channel);
    }
    channel.flush();
  }

  @Override
  void onReply(Channel channel, Reply reply) {
    Long began = started.remove(reply.getRequestId());
    if (began == null) {
      throw new IllegalStateException("an answer to nothing");
    }
    storing.answered(reply.getCode() == CACHED, System.nanoTime() - began);
    sendNext(channel);
  }

  @Override
  void onPush(Push push) {}

  private void sendNext(Channel channel) {
    Storing.Message next = storing.next();
    if (next == null) {
      return;
    }
    Content content =
        Content.newBuilder()
            .setType(MessageType.MESSAGE_TYPE_TEXT)
            .setPayload(ByteString.copyFromUtf8(next.text()))
            .build();
    PeerMessageRequest.Builder message =
        PeerMessageRequest.newBuilder()
            .setMessageId(++messageId)
            .setPeerId(next.receiverId())
            .setContent(content)
            .setEnableOfflineMessaging(true);
    long id = ask(channel, Request.newBuilder().setPeerMessage(message));
    started.put(id, System.nanoTime());
  }
}
