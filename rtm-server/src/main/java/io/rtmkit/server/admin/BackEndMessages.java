package io.rtmkit.server.admin;

import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_CACHED_BY_SERVER_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE;
import static io.rtmkit.protocol.v1.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE;

import io.rtmkit.protocol.v1.Content;
import io.rtmkit.protocol.v1.PeerMessageRequest;
import io.rtmkit.protocol.v1.PublishRequest;
import io.rtmkit.server.core.channel.PublishOrder;
import io.rtmkit.server.core.channel.Published;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.BackEnd;
import io.rtmkit.server.core.session.Outcome;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Sends what back ends send in the name of users. Thread-safe. */
final class BackEndMessages {
  /** What became of a message. */
  enum Result {
    /** The receiver's client has it. */
    DELIVERED,
    /** It is on its way; nobody waited. */
    SENT,
    /** It is stored: the receiver gets it later. */
    CACHED,
    /** The receiver is away, and it was not to be stored. */
    OFFLINE,
    /** Nobody knows: no acknowledgement in time. */
    UNKNOWN,
    REFUSED
  }

  /**
   * What became of a message, and why.
   *
   * @param messageId as the receivers see it, unsigned
   */
  record Sent(long messageId, Result result, String reason) {}

  /**
   * How a message is to be treated.
   *
   * @param offline stored if the receiver is away
   * @param historical kept for history queries
   * @param waitForAck whether the answer waits for the receiver's client
   */
  record Options(boolean offline, boolean historical, boolean waitForAck) {}

  private final Domain domain;

  BackEndMessages(Domain domain) {
    this.domain = domain;
  }

  /** Sends a message to a user; what one sender object sends takes effect in order. */
  CompletionStage<Sent> toPeer(BackEnd sender, String peerId, Content content, Options options) {
    PeerMessageRequest message =
        PeerMessageRequest.newBuilder()
            .setMessageId(ThreadLocalRandom.current().nextLong())
            .setPeerId(peerId)
            .setContent(content)
            .setEnableOfflineMessaging(options.offline())
            .setEnableHistoricalMessaging(options.historical())
            .build();
    CompletableFuture<Sent> sent = new CompletableFuture<>();
    domain
        .peerMessages()
        .send(
            sender, message, domain.clock().nanoTime(), outcome -> sent.complete(toSent(outcome)));
    // What is stored is answered when it is: sooner it would be a promise that nobody made.
    if (!options.waitForAck() && !options.offline()) {
      UserKey receiver = new UserKey(sender.user().appId(), peerId);
      ifOnline(receiver, () -> sent.complete(new Sent(message.getMessageId(), Result.SENT, "")));
    }
    return sent;
  }

  private void ifOnline(UserKey receiver, Runnable then) {
    if (domain.sessions().find(receiver) != null) {
      then.run();
      return;
    }
    domain
        .servers()
        .locate(
            receiver,
            (node, problem) -> {
              if (node != null && !node.equals(domain.servers().self())) {
                then.run();
              }
            });
  }

  private static Sent toSent(Outcome outcome) {
    Result result =
        switch (outcome.code()) {
          case 0 -> Result.DELIVERED;
          case PEER_MESSAGE_ERR_CACHED_BY_SERVER_VALUE -> Result.CACHED;
          case PEER_MESSAGE_ERR_PEER_UNREACHABLE_VALUE -> Result.OFFLINE;
          case PEER_MESSAGE_ERR_TIMEOUT_VALUE -> Result.UNKNOWN;
          default -> Result.REFUSED;
        };
    return new Sent(outcome.messageId(), result, outcome.reason());
  }

  /** Publishes in the name of a user, who need not be a member. */
  CompletionStage<Sent> toChannel(
      UserKey sender, String channelId, Content content, boolean historical) {
    PublishRequest request =
        PublishRequest.newBuilder()
            .setMessageId(ThreadLocalRandom.current().nextLong())
            .setChannelId(channelId)
            .setContent(content)
            .setEnableHistoricalMessaging(historical)
            .build();
    PublishOrder order = new PublishOrder(request, domain.clock().currentTimeMillis(), 0);
    if (!historical) {
      return publish(sender, order);
    }
    return domain
        .store()
        .store(order.toStore(sender, false))
        .thenCompose(stored -> publish(sender, order))
        .exceptionally(failure -> notPublished(request, StoreException.of(failure)));
  }

  private CompletionStage<Sent> publish(UserKey sender, PublishOrder order) {
    return Later.<Published>of(answer -> domain.channels().publishAs(sender, order, answer))
        .thenApply(published -> new Sent(order.request().getMessageId(), Result.SENT, ""))
        .exceptionally(failure -> notPublished(order.request(), StoreException.of(failure)));
  }

  private static Sent notPublished(PublishRequest request, StoreException problem) {
    boolean refused = problem.outcome() == StoreException.Outcome.REFUSED;
    return new Sent(
        request.getMessageId(),
        refused ? Result.REFUSED : Result.UNKNOWN,
        "the message was not published: " + problem.getMessage());
  }

  /** Sends a message to every user of the sender's app who is at this server now. */
  int toEverybody(BackEnd sender, Content content) {
    int count = 0;
    Options options = new Options(false, false, false);
    for (Session session : domain.sessions().all()) {
      boolean own = session.user().equals(sender.user());
      if (session.user().appId().equals(sender.user().appId()) && !own) {
        toPeer(sender, session.user().userId(), content, options);
        count++;
      }
    }
    return count;
  }
}
