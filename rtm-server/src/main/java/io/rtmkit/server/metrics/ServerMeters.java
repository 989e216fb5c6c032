package io.rtmkit.server.metrics;

import io.rtmkit.server.core.port.StoreStatus;
import io.rtmkit.server.core.session.OnlineState;
import io.rtmkit.server.core.session.Session;
import io.rtmkit.server.core.session.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Registers what is looked at in the domain, the store and the port at each scrape. Stateless. */
final class ServerMeters {
  private final Meters meters;

  ServerMeters(Meters meters) {
    this.meters = meters;
  }

  void register(ServerView server, ConnectionMeters connections) {
    registerConnections(server, connections);
    registerDomain(server);
    registerStore(server.store(), server.storePath());
    registerWebhooks(server.webhooks());
    registerBeforeSend(server.beforeSend());
    meters.gauge(
        "rtm.eventloop.pending",
        Meters.NONE,
        "Tasks that wait for an event loop.",
        server.pendingTasks()::getAsLong);
    meters.gauge(
        "rtm.buffers",
        Meters.BYTES,
        "Memory outside of the heap that buffers of connections take.",
        server.bufferBytes()::getAsLong);
  }

  private void registerConnections(ServerView server, ConnectionMeters connections) {
    String what = "Open connections; undecided are those that have not begun to speak.";
    meters.gauge("rtm.connections", Meters.NONE, what, connections::tcp, "transport", "tcp");
    meters.gauge(
        "rtm.connections", Meters.NONE, what, connections::webSocket, "transport", "websocket");
    meters.gauge(
        "rtm.connections",
        Meters.NONE,
        what,
        () ->
            Math.max(
                0, server.connections().getAsInt() - connections.tcp() - connections.webSocket()),
        "transport",
        "undecided");
  }

  private void registerDomain(ServerView server) {
    for (OnlineState state : new OnlineState[] {OnlineState.ONLINE, OnlineState.UNREACHABLE}) {
      meters.gauge(
          "rtm.sessions",
          Meters.NONE,
          "Users that are logged in.",
          () -> count(server.sessions(), state),
          "state",
          EnumCounters.label(state, ""));
    }
    meters.gauge("rtm.channels", Meters.NONE, "Channels.", server.channels()::size);
    meters.gauge(
        "rtm.channel.members",
        Meters.NONE,
        "Members of all channels together.",
        server.channels()::memberTotal);
    meters.gauge(
        "rtm.channel.history",
        Meters.BYTES,
        "Memory of the events kept for returning members.",
        server.channels()::historyBytes);
    meters.gauge(
        "rtm.channel.attributes",
        Meters.BYTES,
        "Memory of the attributes of channels.",
        server.channels()::attributeBytes);
    meters.gauge(
        "rtm.presence.watched",
        Meters.NONE,
        "Users that somebody watches.",
        server.presence()::size);
    meters.gauge(
        "rtm.presence.watchers",
        Meters.NONE,
        "Sessions that watch users.",
        server.presence()::watchers);
  }

  private static long count(Sessions sessions, OnlineState state) {
    long count = 0;
    for (Session session : sessions.all()) {
      if (session.state() == state) {
        count++;
      }
    }
    return count;
  }

  private void registerStore(Supplier<StoreStatus> store, @Nullable Path path) {
    meters.gauge(
        "rtm.store.healthy",
        Meters.NONE,
        "Whether the store takes messages: 1 or 0.",
        () -> store.get().isWell() ? 1 : 0);
    meters.count("rtm.store.stored", Meters.NONE, "Messages kept.", () -> store.get().stored());
    meters.count(
        "rtm.store.refused",
        Meters.NONE,
        "Messages that the store did not keep.",
        () -> store.get().refused());
    meters.count(
        "rtm.store.replaced",
        Meters.NONE,
        "Messages of full queues that gave way to newer ones.",
        () -> store.get().replaced());
    meters.count(
        "rtm.store.expired",
        Meters.NONE,
        "Messages that became too old before they were read.",
        () -> store.get().expired());
    if (path != null) {
      meters.gauge(
          "rtm.store.free",
          Meters.BYTES,
          "Free space on the disk of the embedded store.",
          () -> freeBytes(path));
    }
  }

  private void registerWebhooks(Supplier<WebhookFigures> webhooks) {
    meters.gauge(
        "rtm.webhooks.pending",
        Meters.NONE,
        "Events that wait to be delivered.",
        () -> webhooks.get().pending());
    meters.count(
        "rtm.webhooks.delivered",
        Meters.NONE,
        "Events that were delivered.",
        () -> webhooks.get().delivered());
    meters.count(
        "rtm.webhooks.failed",
        Meters.NONE,
        "Requests to the receiver of events that failed.",
        () -> webhooks.get().failedTries());
    meters.gauge(
        "rtm.webhooks.dead",
        Meters.NONE,
        "Events that are not tried any more.",
        () -> webhooks.get().dead());
    meters.count(
        "rtm.webhooks.dead.dropped",
        Meters.NONE,
        "Events not tried any more that gave way to newer ones.",
        () -> webhooks.get().droppedDead());
    meters.count(
        "rtm.webhooks.lost",
        Meters.NONE,
        "Events that the outbox did not take.",
        () -> webhooks.get().lost());
  }

  private void registerBeforeSend(Supplier<BeforeSendFigures> beforeSend) {
    meters.count(
        "rtm.before.send.asked",
        Meters.NONE,
        "Messages that the operator was asked about.",
        () -> beforeSend.get().asked());
    meters.count(
        "rtm.before.send.denied",
        Meters.NONE,
        "Messages that were not allowed, by the answer or for want of one.",
        () -> beforeSend.get().denied());
    meters.count(
        "rtm.before.send.unanswered",
        Meters.NONE,
        "Messages about which there was no answer in time, or none that can be used.",
        () -> beforeSend.get().unanswered());
  }

  private static double freeBytes(Path path) {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      return Double.NaN; // shown as a gap
    }
  }
}
