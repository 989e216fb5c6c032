package io.rtmkit.server.handler;

import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_FAILURE_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_INVALID_MESSAGE_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_TIMEOUT_VALUE;
import static io.rtmkit.protocol.v1.ChannelMessageError.CHANNEL_MESSAGE_ERR_TOO_OFTEN_VALUE;

import io.rtmkit.protocol.v1.ChannelAck;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.protocol.v1.Request;
import io.rtmkit.server.config.LimitsConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.channel.KeptOrder;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.channel.PublishOrder;
import io.rtmkit.server.core.channel.Published;
import io.rtmkit.server.core.port.LogIds;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.SendCheck;
import io.rtmkit.server.core.port.SendQuestion;
import io.rtmkit.server.core.port.SendVerdict;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.StoreRequest;
import io.rtmkit.server.core.port.Stored;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.SendOrder;
import io.rtmkit.server.core.session.Session;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests about messages to channels, and what clients say has arrived. */
public final class ChannelMessageHandler {
  private static final Logger log = LoggerFactory.getLogger(ChannelMessageHandler.class);

  /** A message of a session that is being stored. */
  private record MessageKey(Session sender, long messageId) {}

  private final ChannelService channels;
  private final LostMembers lostMembers;
  private final MessageStore store;
  private final Supplier<LimitsConfig> limits;
  private final Clock clock;
  private final @Nullable SendCheck check;
  private final long startedMs;
  private final KeptOrder kept = new KeptOrder();

  /** The request that is to be answered: the last one, if the message was sent again. */
  private final ConcurrentMap<MessageKey, Call> storing = new ConcurrentHashMap<>();

  /**
   * Publishes messages.
   *
   * @param check is asked about each before it takes effect; null if nobody is
   */
  public ChannelMessageHandler(
      ChannelService channels,
      LostMembers lostMembers,
      MessageStore store,
      Supplier<LimitsConfig> limits,
      Clock clock,
      @Nullable SendCheck check) {
    this.channels = channels;
    this.lostMembers = lostMembers;
    this.store = store;
    this.limits = limits;
    this.clock = clock;
    this.check = check;
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
    } else if (isLater(request)) {
      later(call, request);
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
      call.reply(PublishOutcomes.reply(known));
    }
    return known != null;
  }

  /** Whether a message takes effect later: it is to be checked or stored first. */
  private boolean isLater(PublishRequest request) {
    return check != null || isToStore(request);
  }

  private static boolean isToStore(PublishRequest request) {
    return request.getEnableOfflineMessaging() || request.getEnableHistoricalMessaging();
  }

  private void later(Call call, PublishRequest request) {
    Session session = call.session();
    if (!session.beginMessage()) {
      call.refuse(CHANNEL_MESSAGE_ERR_TOO_OFTEN_VALUE, "too many messages wait for their turn");
      return;
    }
    long receivedMs = clock.currentTimeMillis();
    MessageKey key = new MessageKey(session, request.getMessageId());
    storing.put(key, call);
    session.sendOrder().begin(turn -> begin(call, key, receivedMs, turn));
  }

  /** In its turn, so that it finds what the requests before it have left. */
  private void begin(Call call, MessageKey key, long receivedMs, SendOrder.Turn turn) {
    PublishRequest request = call.request().getPublish();
    PublishOrder order = new PublishOrder(request, receivedMs, 0);
    String channelId = request.getChannelId();
    if (!call.session().isInChannel(channelId)) {
      String reason = ChannelHandler.NOT_IN_CHANNEL;
      turn.ready(() -> refuse(key, order, CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL_VALUE, reason));
    } else if (check == null) {
      store(call, key, order, turn);
    } else {
      check
          .check(
              SendQuestion.toChannel(
                  call.session().user(), channelId, key.messageId(), request.getContent()))
          .thenAccept(verdict -> checked(call, key, order, turn, verdict))
          .exceptionally(fault -> failed(key, order, turn, fault));
    }
  }

  private void checked(
      Call call, MessageKey key, PublishOrder asked, SendOrder.Turn turn, SendVerdict verdict) {
    if (!verdict.allowed()) {
      turn.ready(() -> refuse(key, asked, CHANNEL_MESSAGE_ERR_FAILURE_VALUE, verdict.text()));
      return;
    }
    PublishRequest request = asked.request().toBuilder().setContent(verdict.content()).build();
    PublishOrder order = new PublishOrder(request, asked.receivedMs(), 0);
    if (isToStore(request)) {
      store(call, key, order, turn);
    } else {
      turn.ready(() -> publish(takeStoring(key), order));
    }
  }

  private @Nullable Void failed(
      MessageKey key, PublishOrder asked, SendOrder.Turn turn, Throwable fault) {
    log.error("the check of a message failed", fault);
    String reason = "a fault of the server, see its log";
    turn.ready(() -> refuse(key, asked, CHANNEL_MESSAGE_ERR_FAILURE_VALUE, reason));
    return null;
  }

  private void store(Call call, MessageKey key, PublishOrder order, SendOrder.Turn turn) {
    PublishRequest request = order.request();
    StoreRequest toStore = order.toStore(call.session().user(), call.request().getResent());
    if (!request.getEnableOfflineMessaging()) {
      storeNow(key, order, toStore, turn);
      return;
    }
    lostMembers.begin(
        new ChannelKey(call.session().user().appId(), request.getChannelId()),
        (begun, problem) -> {
          if (problem == null) {
            storeNow(key, order, toStore, turn);
          } else {
            turn.ready(() -> goOn(key, order, null, problem));
          }
        });
  }

  private void storeNow(
      MessageKey key, PublishOrder order, StoreRequest toStore, SendOrder.Turn turn) {
    kept.begin(
        toStore.conversation(),
        place ->
            store
                .store(toStore)
                .whenComplete(
                    (stored, failure) ->
                        turn.ready(place, () -> goOn(key, order, stored, failure))));
  }

  private Call takeStoring(MessageKey key) {
    Call call = storing.remove(key);
    if (call == null) {
      throw new IllegalStateException("a message was stored twice");
    }
    return call;
  }

  private void goOn(
      MessageKey key, PublishOrder asked, @Nullable Stored stored, @Nullable Throwable failure) {
    if (stored != null) {
      Call call = takeStoring(key);
      long storedId = asked.request().getEnableOfflineMessaging() ? stored.logId() : 0;
      PublishOrder order = new PublishOrder(asked.request(), asked.receivedMs(), storedId);
      if (isOfEarlierRun(storedId)) {
        answer(call, PublishOutcomes.of(order, new Published(0, 0), null));
      } else {
        publish(call, order);
      }
      return;
    }
    StoreException problem = StoreException.of(failure);
    boolean refused = problem.outcome() == StoreException.Outcome.REFUSED;
    refuse(
        key,
        asked,
        refused ? CHANNEL_MESSAGE_ERR_FAILURE_VALUE : CHANNEL_MESSAGE_ERR_TIMEOUT_VALUE,
        "the message was not published: " + problem.getMessage());
  }

  /** Stored by an earlier run: whoever was a member then has it, or gets it at the next join. */
  private boolean isOfEarlierRun(long storedId) {
    return storedId != 0 && storedId < LogIds.first(startedMs) && !channels.findsPublished();
  }

  private void refuse(MessageKey key, PublishOrder asked, int code, String reason) {
    answer(takeStoring(key), new Outcome(key.messageId(), code, reason, 0, asked.receivedMs()));
  }

  private void publish(Call call, PublishOrder asked) {
    PublishOrder order = call.request().getResent() ? asked.again() : asked;
    if (!order.request().getDeliveryReceipts()) {
      channels.publish(
          call.session(),
          order,
          (published, problem) -> answer(call, PublishOutcomes.of(order, published, problem)));
      return;
    }
    Call.ReservedReply reply = call.reserve(); // no receipt comes before the reply
    channels.publish(
        call.session(),
        order,
        (published, problem) ->
            reply.complete(
                PublishOutcomes.reply(
                    finish(call, PublishOutcomes.of(order, published, problem)))));
  }

  private void answer(Call call, Outcome outcome) {
    call.reply(PublishOutcomes.reply(finish(call, outcome)));
  }

  /** Remembers the answer in case the message is sent again. */
  private Outcome finish(Call call, Outcome outcome) {
    if (isLater(call.request().getPublish())) {
      call.session().finishMessage(outcome);
    } else if (outcome.code() == 0) {
      call.session().remember(outcome);
    }
    return outcome;
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
