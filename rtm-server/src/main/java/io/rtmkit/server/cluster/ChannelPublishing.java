package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.ChannelMessage;
import io.rtmkit.protocol.v1.Publication;
import io.rtmkit.server.cluster.ChannelOperation.Publish;
import io.rtmkit.server.cluster.script.Outgoing;
import io.rtmkit.server.cluster.script.PublishedBatch;
import io.rtmkit.server.core.channel.ChannelFacts;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.channel.ChannelReplica;
import io.rtmkit.server.core.channel.LogEvent;
import io.rtmkit.server.core.channel.PublishOrder;
import io.rtmkit.server.core.channel.Published;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.UserKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages: what waits for one channel goes into one script, gets its places there, is
 * applied here and sent to the servers that have members, once to each. A sender is answered when
 * everything before its message has been applied here. Thread-safe.
 */
final class ChannelPublishing {
  /** Messages that wait, beyond which more are refused. */
  private static final int MOST = 50_000;

  /** Enters a member once more that Redis has lost. */
  @FunctionalInterface
  interface Entering {
    CompletableFuture<?> enterAgain(Session session, ChannelKey channel);
  }

  private record Lost(ChannelKey channel, Session member) {}

  private final Cluster cluster;
  private final SharedChannels shared;
  private final Entering members;

  /** Members whom Redis has lost, on their way back, and what waits for that. */
  private final ConcurrentMap<Lost, List<Publish>> entering = new ConcurrentHashMap<>();

  private final int membersListed;
  private final ChannelTurns turns = new ChannelTurns(this::publishAll);
  private final AtomicInteger waiting = new AtomicInteger();

  ChannelPublishing(Cluster cluster, SharedChannels shared, Entering members, int membersListed) {
    this.cluster = cluster;
    this.shared = shared;
    this.members = members;
    this.membersListed = membersListed;
  }

  ChannelTurns turns() {
    return turns;
  }

  void publish(Session session, PublishOrder order, Answer<Published> answer) {
    ChannelKey channel = new ChannelKey(session.user().appId(), order.request().getChannelId());
    ChannelReplica replica = shared.find(channel);
    if (replica == null || !replica.isMember(session)) {
      answer.give(Published.NOT_IN_CHANNEL);
      return;
    }
    // Whoever has just come at another server may not be known here yet: the script knows.
    boolean receipts =
        order.request().getDeliveryReceipts() && replica.memberCount() <= membersListed;
    Outgoing message =
        new Outgoing(
            session.user().userId(),
            session.identity().key().sessionId(),
            session.identity().epoch(),
            order.resent(),
            order.request().getMessageId(),
            order.storedId(),
            event(order, session.user().userId(), receipts));
    add(channel, new Publish(message, session, receipts, false, answer));
  }

  void publishAs(UserKey sender, PublishOrder order, Answer<Published> answer) {
    ChannelKey channel = new ChannelKey(sender.appId(), order.request().getChannelId());
    Outgoing message =
        new Outgoing(
            sender.userId(),
            "",
            0,
            order.resent(),
            order.request().getMessageId(),
            order.storedId(),
            event(order, sender.userId(), false));
    add(channel, new Publish(message, null, false, false, answer));
  }

  private static Publication event(PublishOrder order, String senderId, boolean receipts) {
    ChannelMessage message =
        ChannelMessage.newBuilder()
            .setMessageId(order.request().getMessageId())
            .setUserId(senderId)
            .setContent(order.request().getContent())
            .setServerReceivedMs(order.receivedMs())
            .setAcknowledge(receipts)
            .setStoredId(order.storedId())
            .build();
    return Publication.newBuilder()
        .setChannelId(order.request().getChannelId())
        .setMessage(message)
        .build();
  }

  private void add(ChannelKey channel, Publish message) {
    if (waiting.incrementAndGet() > MOST) {
      waiting.decrementAndGet();
      message.answer().fail(StoreException.refused("too many messages to channels wait for Redis"));
      return;
    }
    turns.publish(channel, message);
  }

  private CompletableFuture<?> publishAll(ChannelKey channel, List<Publish> all) {
    List<Publish> messages = all.stream().filter(message -> !isLate(channel, message)).toList();
    if (messages.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    List<Outgoing> outgoing = messages.stream().map(Publish::message).toList();
    ChannelReplica replica = shared.find(channel);
    return cluster
        .channels()
        .publish()
        .run(channel, cluster.bus().node(), replica == null ? null : replica.position(), outgoing)
        .handle(
            (batch, failure) -> {
              waiting.addAndGet(-messages.size());
              if (batch == null) {
                StoreException problem = StoreException.of(failure);
                messages.forEach(message -> message.answer().fail(problem));
              } else {
                onPublished(channel, messages, batch);
              }
              return null;
            });
  }

  private void onPublished(ChannelKey channel, List<Publish> messages, PublishedBatch batch) {
    ChannelReplica replica = shared.find(channel);
    if (replica != null) {
      shared.learnOtherLife(replica, batch.facts());
    }
    long firstAdded = firstAdded(batch);
    List<LogEvent> added = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      Publish message = messages.get(i);
      long offset = batch.offsets().get(i);
      if (offset < 0) {
        notThere(channel, replica, message);
        continue;
      }
      if (offset == 0) {
        message.answer().give(new Published(0, 0)); // whoever was a member then has it
        continue;
      }
      LogEvent event = new LogEvent(offset, message.message().event());
      if (offset >= firstAdded) {
        added.add(event);
        cluster.observers().telemetry().published(batch.facts().members() - 1);
      }
      if (replica == null) {
        message.answer().give(new Published(offset, 0));
      } else {
        shared.onEvent(replica, event, () -> applied(replica, message, offset, batch.facts()));
      }
    }
    shared.news().tellEvents(channel, batch.facts(), added);
    if (replica != null) {
      shared.learn(replica, batch.facts());
    }
  }

  /** Redis does not know the sender there: if it is there all the same, Redis has lost it. */
  private void notThere(ChannelKey channel, @Nullable ChannelReplica replica, Publish message) {
    Session sender = message.sender();
    if (message.entered() || sender == null || replica == null || !replica.isMember(sender)) {
      message.answer().give(Published.NOT_IN_CHANNEL);
      return;
    }
    Lost lost = new Lost(channel, sender);
    if (!waitForEntering(lost, message)) {
      entering.put(lost, new ArrayList<>(List.of(message)));
      members.enterAgain(sender, channel).whenComplete((done, failure) -> entered(lost, failure));
    }
  }

  /** Whether a message waits with those that its sender sent before; here, or from now on. */
  private boolean isLate(ChannelKey channel, Publish message) {
    Session sender = message.sender();
    boolean late =
        sender != null && !message.entered() && waitForEntering(new Lost(channel, sender), message);
    if (late) {
      waiting.decrementAndGet();
    }
    return late;
  }

  private boolean waitForEntering(Lost lost, Publish message) {
    return entering.computeIfPresent(
            lost,
            (key, behind) -> {
              behind.add(message);
              return behind;
            })
        != null;
  }

  /** The sender is in the channel again, or cannot be for now. */
  private void entered(Lost lost, @Nullable Throwable failure) {
    if (failure == null) {
      // What is in the chain before this step waits for it too, when it is its turn.
      turns.run(lost.channel(), () -> publishLate(lost));
    } else {
      takeLate(lost).forEach(message -> message.answer().fail(StoreException.of(failure)));
    }
  }

  private CompletableFuture<?> publishLate(Lost lost) {
    List<Publish> late = takeLate(lost).stream().map(Publish::afterEntering).toList();
    waiting.addAndGet(late.size());
    return publishAll(lost.channel(), late);
  }

  private List<Publish> takeLate(Lost lost) {
    List<Publish> late = entering.remove(lost);
    return late == null ? List.of() : late;
  }

  /**
   * The first place that was given now: what was sent again may have had its place before. Those
   * that were added follow each other up to the newest event.
   */
  private static long firstAdded(PublishedBatch batch) {
    long next = batch.facts().offset();
    for (int i = batch.offsets().size() - 1; i >= 0; i--) {
      if (batch.offsets().get(i) == next) {
        next--;
      }
    }
    return next + 1;
  }

  private void applied(ChannelReplica replica, Publish message, long offset, ChannelFacts facts) {
    Session sender = message.sender();
    boolean told = message.receipts() && facts.members() <= membersListed;
    int receipts = told ? facts.members() - 1 : 0;
    message.answer().give(new Published(offset, receipts));
    if (sender != null && receipts > 0) {
      long now = cluster.clock().nanoTime();
      replica.expect(sender, offset, message.message().messageId(), receipts, now);
      shared.replicas().noteWaiting(replica);
    }
  }
}
