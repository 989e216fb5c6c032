package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_INVALID_MESSAGE_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_TIMEOUT_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_TOO_OFTEN_VALUE;

import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.PublishReply;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Reply;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.channel.PublishOrder;
import io.rtmkit.server.core.channel.Published;
import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.port.StoredMessage;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.SendOrder;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests about messages to channels, and what clients say has arrived. */
public final class ChannelMessageHandler {
  /** A message of a session that is being stored. */
  private record MessageKey(Session sender, long messageId) {}

  private final Channels channels;
  private final LostMembers lostMembers;
  private final MessageStore store;
  private final Supplier<LimitsConfig> limits;
  private final Clock clock;
  private final long startedMs;

  /** The request that is to be answered: the last one, if the message was sent again. */
  private final ConcurrentMap<MessageKey, Call> storing = new ConcurrentHashMap<>();

  public ChannelMessageHandler(
      Channels channels,
      LostMembers lostMembers,
      MessageStore store,
      Supplier<LimitsConfig> limits,
      Clock clock) {
    this.channels = channels;
    this.lostMembers = lostMembers;
    this.store = store;
    this.limits = limits;
    this.clock = clock;
    this.startedMs = clock.currentTimeMillis();
  }

  boolean isKnown(Session session, Request request) {
    long messageId = request.getPublish().getMessageId();
    return session.findOutcome(messageId) != null
        || storing.containsKey(new MessageKey(session, messageId));
  }

  void publish(Call call) {
    PublishRequest request = call.request().getPublish();
    Session session = call.session();
    if (call.request().getResent() && isAnsweredOrBeingStored(call, request)) {
      return;
    }
    String problem = Contents.findProblem(request.getContent(), limits.get().messageBytes());
    if (problem != null) {
      call.refuse(CHANNEL_MESSAGE_ERR_INVALID_MESSAGE_VALUE, problem);
    } else if (request.getEnableOfflineMessaging() || request.getEnableHistoricalMessaging()) {
      storeFirst(call, request);
    } else {
      session
          .sendOrder()
          .run(() -> publish(call, new PublishOrder(request, clock.currentTimeMillis(), 0)));
    }
  }

  private boolean isAnsweredOrBeingStored(Call call, PublishRequest request) {
    Session session = call.session();
    MessageKey key = new MessageKey(session, request.getMessageId());
    if (storing.computeIfPresent(key, (k, older) -> call) != null) {
      return true;
    }
    Outcome known = session.findOutcome(request.getMessageId());
    if (known != null) {
      call.reply(reply(known));
    }
    return known != null;
  }

  private void storeFirst(Call call, PublishRequest request) {
    Session session = call.session();
    if (!session.beginMessage()) {
      call.refuse(CHANNEL_MESSAGE_ERR_TOO_OFTEN_VALUE, "too many messages wait for the store");
      return;
    }
    long receivedMs = clock.currentTimeMillis();
    MessageKey key = new MessageKey(session, request.getMessageId());
    storing.put(key, call);
    session.sendOrder().begin(turn -> store(call, key, receivedMs, turn));
  }

  /** In its turn, so that it finds what the requests before it have left. */
  private void store(Call call, MessageKey key, long receivedMs, SendOrder.Turn turn) {
    PublishRequest request = call.request().getPublish();
    Session session = call.session();
    String channelId = request.getChannelId();
    if (!session.isInChannel(channelId)) {
      turn.ready(() -> answerNotInChannel(key, new PublishOrder(request, receivedMs, 0)));
      return;
    }
    StoreRequest toStore = toStore(call, request, receivedMs);
    CompletionStage<Stored> stored =
        request.getEnableOfflineMessaging() && !lostMembers.isNoted(session, channelId)
            ? lostMembers
                .begin(session, channelId, channels.sessions(session.user().appId(), channelId))
                .thenCompose(noted -> store.store(toStore))
            : store.store(toStore);
    stored.whenComplete(
        (result, failure) -> turn.ready(() -> goOn(key, receivedMs, result, failure)));
  }

  private void answerNotInChannel(MessageKey key, PublishOrder order) {
    Call call = takeStoring(key);
    call.reply(reply(finish(call, order, new Published(-1, 0))));
  }

  private Call takeStoring(MessageKey key) {
    Call call = storing.remove(key);
    if (call == null) {
      throw new IllegalStateException("a message was stored twice");
    }
    return call;
  }

  private static StoreRequest toStore(Call call, PublishRequest request, long receivedMs) {
    Session session = call.session();
    return new StoreRequest(
        Conversation.of(session.user().appId(), request.getChannelId()),
        new StoredMessage(
            session.user().userId(), request.getMessageId(), request.getContent(), receivedMs),
        request.getEnableOfflineMessaging(),
        request.getEnableHistoricalMessaging(),
        call.request().getResent());
  }

  private void goOn(
      MessageKey key, long receivedMs, @Nullable Stored stored, @Nullable Throwable failure) {
    Call call = takeStoring(key);
    PublishRequest request = call.request().getPublish();
    if (stored != null) {
      long storedId = request.getEnableOfflineMessaging() ? stored.logId() : 0;
      PublishOrder order = new PublishOrder(request, receivedMs, storedId);
      if (storedId != 0 && storedId < LogIds.first(startedMs)) {
        // An earlier run of the server stored it: its place is before whatever this run published,
        // and whoever was a member then has it, or gets it at the next join.
        call.reply(reply(finish(call, order, new Published(0, 0))));
      } else {
        publish(call, order);
      }
      return;
    }
    StoreException problem = StoreException.of(failure);
    boolean refused = problem.outcome() == StoreException.Outcome.REFUSED;
    Outcome outcome =
        new Outcome(
            key.messageId(),
            refused ? CHANNEL_MESSAGE_ERR_FAILURE_VALUE : CHANNEL_MESSAGE_ERR_TIMEOUT_VALUE,
            "the message was not published: " + problem.getMessage(),
            0,
            receivedMs);
    finish(call, outcome);
    call.reply(reply(outcome));
  }

  private void publish(Call call, PublishOrder order) {
    if (order.request().getDeliveryReceipts()) {
      Call.ReservedReply reply = call.reserve(); // no receipt comes before the reply
      Published published = channels.publish(call.session(), order);
      reply.complete(reply(finish(call, order, published)));
    } else {
      call.reply(reply(finish(call, order, channels.publish(call.session(), order))));
    }
  }

  private static Outcome finish(Call call, PublishOrder order, Published published) {
    Outcome outcome =
        new Outcome(
            order.request().getMessageId(),
            published.offset() < 0 ? CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL_VALUE : 0,
            published.offset() < 0 ? ChannelHandler.NOT_IN_CHANNEL : "",
            published.offset(),
            order.receivedMs(),
            published.receiptsExpected());
    finish(call, outcome);
    return outcome;
  }

  /** Remembers the answer in case the message is sent again. */
  private static void finish(Call call, Outcome outcome) {
    PublishRequest request = call.request().getPublish();
    if (request.getEnableOfflineMessaging() || request.getEnableHistoricalMessaging()) {
      call.session().finishMessage(outcome);
    } else if (outcome.code() == 0) {
      call.session().remember(outcome);
    }
  }

  private static Reply.Builder reply(Outcome outcome) {
    Reply.Builder reply = Reply.newBuilder().setCode(outcome.code()).setReason(outcome.reason());
    return outcome.code() != 0
        ? reply
        : reply.setPublish(
            PublishReply.newBuilder()
                .setOffset(outcome.offset())
                .setServerReceivedMs(outcome.serverReceivedMs())
                .setReceiptsExpected(outcome.receiptsExpected()));
  }

  /** Takes what a client says has arrived; false if nobody wanted to know any of it. */
  boolean acknowledge(Session session, List<ChannelAck> acks) {
    boolean any = false;
    for (ChannelAck ack : acks.subList(0, Math.min(acks.size(), limits.get().channelsJoined()))) {
      any |= channels.acknowledge(session, ack);
    }
    return any;
  }
}
