package io.rtmkit.server;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.attribute.AttributeLimits;
import io.rtmkit.server.core.attribute.UserAttributes;
import io.rtmkit.server.core.channel.ChannelRules;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.event.Event;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.event.UserEvents;
import io.rtmkit.server.core.invitation.InvitationRules;
import io.rtmkit.server.core.invitation.Invitations;
import io.rtmkit.server.core.peer.OfflineMessages;
import io.rtmkit.server.core.peer.PeerMessages;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.SendCheck;
import io.rtmkit.server.core.presence.Presence;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.SessionRules;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.handler.Apps;
import io.rtmkit.server.handler.AttributeHandler;
import io.rtmkit.server.handler.ChannelHandler;
import io.rtmkit.server.handler.ChannelMessageHandler;
import io.rtmkit.server.handler.Dispatcher;
import io.rtmkit.server.handler.Handlers;
import io.rtmkit.server.handler.HistoryHandler;
import io.rtmkit.server.handler.InvitationHandler;
import io.rtmkit.server.handler.LockHandler;
import io.rtmkit.server.handler.LoginGate;
import io.rtmkit.server.handler.LoginHandler;
import io.rtmkit.server.handler.LoginTerms;
import io.rtmkit.server.handler.PeerMessageHandler;
import io.rtmkit.server.handler.PresenceHandler;
import io.rtmkit.server.handler.SessionHandler;
import io.rtmkit.server.token.TokenVerifier;
import io.rtmkit.server.transport.ClientPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server: everything wired by hand, and its life from start to drain to stop. {@link #start}
 * and {@link #close} are called once each, from any thread.
 */
public final class RtmServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RtmServer.class);
  private static final long CHANNEL_TICK_MS = 100;
  private static final long SESSION_TICK_MS = 500;
  private static final long INVITATION_TICK_MS = 200;
  private static final long CHANNEL_EXPIRY_TICK_MS = 5_000;
  private static final long STORE_RETRY_TICK_MS = 1_000;
  private static final long STORE_SWEEP_TICK_MS = 60_000;

  private final ServerConfig config;
  private final Sessions sessions;
  private final Channels channels;
  private final Moderation moderation;
  private final Invitations invitations;
  private final LostMembers lostMembers;
  private final OfflineMessages offlineMessages;
  private final MessageStore store;
  private final Events events;
  private final LoginGate gate;
  private final ClientPort clientPort;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rtm-ticker"));
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Wires a server; nothing runs before {@link #start}.
   *
   * @param store keeps messages; the server closes it when it is closed
   */
  public RtmServer(ServerConfig config, MessageStore store, Clock clock) {
    this(config, store, new Events(clock), clock, null);
  }

  /**
   * Wires a server whose events others listen to.
   *
   * @param events told of everything that happens, from {@link #start} on
   * @param check asked about each message before it takes effect; null if nobody is
   */
  public RtmServer(
      ServerConfig config,
      MessageStore store,
      Events events,
      Clock clock,
      @Nullable SendCheck check) {
    this.config = config;
    this.store = store;
    this.events = events;
    sessions = newSessions(config, clock);
    Revisions revisions = new Revisions(clock);
    channels = listen(new Channels(channelRules(config), revisions, events, clock));
    // A user is offline behind what it left, and before anybody is told.
    listen(new UserEvents(events));
    UserAttributes userAttributes =
        listen(
            new UserAttributes(sessions, AttributeLimits.ofUser(config.attributes()), revisions));
    Presence presence = listen(new Presence(sessions, config.presence().watched()));
    InvitationRules invitationRules = new InvitationRules(config.invitation(), config.session());
    invitations = listen(new Invitations(sessions, invitationRules, events, clock));
    lostMembers = listen(new LostMembers(store, clock, config.session().grace()));
    offlineMessages = listen(new OfflineMessages(sessions, store, clock));
    moderation = new Moderation(sessions, clock);
    Apps apps = new Apps(config, new TokenVerifier(config.token()), clock);
    gate = new LoginGate(apps, moderation, config.rates().login(), clock);
    LoginTerms terms = LoginTerms.of(config, invitationRules.longest());
    Handlers handlers =
        new Handlers(
            new LoginHandler(gate, terms, sessions, channels, invitations, clock),
            new SessionHandler(sessions, apps),
            new PeerMessageHandler(
                new PeerMessages(sessions, store, offlineMessages, events, clock, check),
                config.limits()),
            new ChannelHandler(
                channels, lostMembers, config.limits(), config.rates().joinSameChannel(), clock),
            new ChannelMessageHandler(channels, lostMembers, store, config.limits(), clock, check),
            new HistoryHandler(store, config.history()),
            new AttributeHandler(userAttributes, channels),
            new LockHandler(channels, config.locks(), config.attributes().keyBytes()),
            new PresenceHandler(presence, config.presence()),
            new InvitationHandler(invitations, config.invitation()));
    clientPort =
        new ClientPort(config, new Dispatcher(handlers, sessions, config.rates(), clock), clock);
  }

  private <L extends SessionListener> L listen(L listener) {
    sessions.addListener(listener);
    return listener;
  }

  private static Sessions newSessions(ServerConfig config, Clock clock) {
    SessionRules rules = new SessionRules(config.session(), config.limits(), config.rates());
    return new Sessions(rules, clock, config.token().willExpireLead().toMillis());
  }

  private static ChannelRules channelRules(ServerConfig config) {
    long heapBytes = Runtime.getRuntime().maxMemory();
    return new ChannelRules(
        config.channel(),
        config.channel().historyTotal(heapBytes),
        config.attributes(),
        config.attributes().total(heapBytes),
        config.locks(),
        config.limits().membersListed(),
        ClientPort.eventLoops(config.listen()));
  }

  /**
   * Opens the client port.
   *
   * @return the address that clients connect to
   * @throws IOException if the address or the certificate cannot be used
   */
  public InetSocketAddress start() throws IOException {
    events.tell(Event.ServerStarted::new);
    InetSocketAddress address = clientPort.open();
    tick(channels::tick, CHANNEL_TICK_MS);
    tick(sessions::tick, SESSION_TICK_MS);
    tick(invitations::tick, INVITATION_TICK_MS);
    tick(channels::expire, CHANNEL_EXPIRY_TICK_MS);
    tick(() -> lostMembers.forgetGone(channels), CHANNEL_EXPIRY_TICK_MS);
    tick(offlineMessages::tick, STORE_RETRY_TICK_MS);
    tick(store::sweep, STORE_SWEEP_TICK_MS);
    return address;
  }

  private void tick(Runnable task, long everyMs) {
    Runnable safely =
        () -> {
          try {
            task.run();
          } catch (Throwable e) { // an Error too: the executor would never run it again
            log.error("a periodic task failed", e);
          }
        };
    ticker.scheduleAtFixedRate(safely, everyMs, everyMs, TimeUnit.MILLISECONDS);
  }

  public Sessions sessions() {
    return sessions;
  }

  /** Where to listen to what happens. */
  public Events events() {
    return events;
  }

  public Channels channels() {
    return channels;
  }

  /** What the operator may do to users. */
  public Moderation moderation() {
    return moderation;
  }

  /** How many connections are open, logged in or not. */
  public int connectionCount() {
    return clientPort.connectionCount();
  }

  /**
   * Drains and stops: nobody new is let in, every client is told to come back later, and what was
   * sent to it before goes out first. Takes at most {@code shutdown.drain}.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    gate.drain();
    clientPort.stopAccepting();
    clientPort.closeConnections(
        CloseCode.CLOSE_CODE_SERVER_DRAINING, "the server is stopping", config.shutdown().drain());
    ticker.shutdown();
    clientPort.shutDown();
    store.close();
  }
}
