package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_TIMEOUT_VALUE;

import io.rtmkit.protocol.v1.PublishReply;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.server.core.channel.PublishOrder;
import io.rtmkit.server.core.channel.Published;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.Outcome;
import org.jspecify.annotations.Nullable;

/** What becomes of messages to channels, and what their senders are told. Stateless. */
final class PublishOutcomes {
  private PublishOutcomes() {}

  /** It was published, or its sender is in no such channel, or Redis, say, did not answer. */
  static Outcome of(
      PublishOrder order, @Nullable Published published, @Nullable StoreException problem) {
    return published == null ? failed(order, StoreException.of(problem)) : of(order, published);
  }

  private static Outcome failed(PublishOrder order, StoreException problem) {
    return new Outcome(
        order.request().getMessageId(),
        CHANNEL_MESSAGE_ERR_TIMEOUT_VALUE,
        "the message was not published: " + problem.getMessage(),
        0,
        order.receivedMs());
  }

  private static Outcome of(PublishOrder order, Published published) {
    boolean member = published.offset() >= 0;
    return new Outcome(
        order.request().getMessageId(),
        member ? 0 : CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL_VALUE,
        member ? "" : ChannelHandler.NOT_IN_CHANNEL,
        published.offset(),
        order.receivedMs(),
        published.receiptsExpected());
  }

  /** What the sender is told. */
  static Reply.Builder reply(Outcome outcome) {
    Reply.Builder reply = Reply.newBuilder().setCode(outcome.code()).setReason(outcome.reason());
    return outcome.code() != 0
        ? reply
        : reply.setPublish(
            PublishReply.newBuilder()
                .setOffset(outcome.offset())
                .setServerReceivedMs(outcome.serverReceivedMs())
                .setReceiptsExpected(outcome.receiptsExpected()));
  }
}
