package io.rtmkit.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.ShutdownConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.Readiness;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.attribute.AttributeLimits;
import io.rtmkit.server.core.attribute.UserAttributes;
import io.rtmkit.server.core.channel.ChannelRules;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.invitation.InvitationRules;
import io.rtmkit.server.core.invitation.Invitations;
import io.rtmkit.server.core.peer.OfflineMessages;
import io.rtmkit.server.core.peer.PeerMessages;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.presence.Presence;
import io.rtmkit.server.core.session.Moderation;
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
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private final LiveConfig live;
  private final Readiness readiness;
  private final Sessions sessions;
  private final Channels channels;
  private final Moderation moderation;
  private final Invitations invitations;
  private final LostMembers lostMembers;
  private final OfflineMessages offlineMessages;
  private final MessageStore store;
  private final LoginGate gate;
  private final ClientPort clientPort;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rtm-ticker"));
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile LoginTerms terms;

  @GuardedBy("drainLock")
  private boolean drained;

  /** Held while draining: who comes second waits for the first. */
  private final Object drainLock = new Object();

  /**
   * Wires a server; nothing runs before {@link #start}.
   *
   * @param store keeps messages; the server closes it when it is closed
   */
  public RtmServer(ServerConfig config, MessageStore store, Clock clock) {
    this.live = new LiveConfig(config);
    this.store = store;
    readiness = new Readiness(() -> store.status().problem());
    sessions = newSessions(config, clock);
    Revisions revisions = new Revisions(clock);
    channels = new Channels(channelRules(config), revisions, clock);
    sessions.addListener(channels);
    UserAttributes userAttributes =
        new UserAttributes(sessions, AttributeLimits.ofUser(config.attributes()), revisions);
    sessions.addListener(userAttributes);
    Presence presence = new Presence(sessions, config.presence().watched());
    sessions.addListener(presence);
    InvitationRules invitationRules = new InvitationRules(config.invitation(), config.session());
    invitations = new Invitations(sessions, invitationRules, clock);
    sessions.addListener(invitations);
    lostMembers = new LostMembers(store, clock, config.session().grace());
    sessions.addListener(lostMembers);
    offlineMessages = new OfflineMessages(sessions, store, clock);
    sessions.addListener(offlineMessages);
    moderation = new Moderation(sessions, clock);
    Apps apps = new Apps(config, new TokenVerifier(config.token()), clock);
    gate = new LoginGate(apps, moderation, config.rates().login(), clock);
    terms = LoginTerms.of(config, invitationRules.longest());
    Handlers handlers =
        new Handlers(
            new LoginHandler(gate, () -> terms, sessions, channels, invitations, clock),
            new SessionHandler(sessions, apps),
            new PeerMessageHandler(
                new PeerMessages(sessions, store, offlineMessages, clock), live::limits),
            new ChannelHandler(channels, lostMembers, live::limits, live::joinSameChannel, clock),
            new ChannelMessageHandler(channels, lostMembers, store, live::limits, clock),
            new HistoryHandler(store, config.history()),
            new AttributeHandler(userAttributes, channels),
            new LockHandler(channels, config.locks(), config.attributes().keyBytes()),
            new PresenceHandler(presence, config.presence()),
            new InvitationHandler(invitations, config.invitation()));
    clientPort =
        new ClientPort(live, new Dispatcher(handlers, sessions, live::rates, clock), clock);
  }

  private static Sessions newSessions(ServerConfig config, Clock clock) {
    return new Sessions(sessionRules(config), clock, config.token().willExpireLead().toMillis());
  }

  private static SessionRules sessionRules(ServerConfig config) {
    return new SessionRules(config.session(), config.limits(), config.rates());
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
    InetSocketAddress address = clientPort.open();
    tick(channels::tick, CHANNEL_TICK_MS);
    tick(sessions::tick, SESSION_TICK_MS);
    tick(invitations::tick, INVITATION_TICK_MS);
    tick(channels::expire, CHANNEL_EXPIRY_TICK_MS);
    tick(() -> lostMembers.forgetGone(channels), CHANNEL_EXPIRY_TICK_MS);
    tick(offlineMessages::tick, STORE_RETRY_TICK_MS);
    tick(store::sweep, STORE_SWEEP_TICK_MS);
    readiness.started();
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

  /** The configuration in force. */
  public ServerConfig config() {
    return live.current();
  }

  public Sessions sessions() {
    return sessions;
  }

  public Channels channels() {
    return channels;
  }

  /** Whether clients should be sent here. */
  public Readiness readiness() {
    return readiness;
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
   * Takes over what may change while the server runs; see {@link ConfigReload}.
   *
   * @throws IOException if the certificate cannot be used; nothing has changed then
   */
  void reload(ServerConfig newer) throws IOException {
    clientPort.reloadTls(newer.tls());
    live.reload(newer);
    ServerConfig now = live.current();
    terms = terms.with(now.limits());
    gate.setRate(now.rates().login());
    sessions.setRules(sessionRules(now));
  }

  /**
   * Sends everybody away, and goes on running: says that it is not ready, waits {@code
   * shutdown.unready}, lets nobody new in, and tells every client to come back later, behind all
   * that was sent to it before. Takes at most {@code shutdown.drain} from the wait on. There is no
   * way back. Blocks; who calls it a second time waits for the end of the first.
   */
  public void drain() {
    readiness.drain();
    synchronized (drainLock) {
      if (drained) {
        return;
      }
      drained = true;
      ShutdownConfig shutdown = live.current().shutdown();
      if (clientPort.isOpen() && !shutdown.unready().isZero()) {
        log.info("not ready any more; clients are sent away in {}", shutdown.unready());
        pause(shutdown.unready());
      }
      gate.drain();
      clientPort.stopAccepting();
      log.info("{} connections are told to come back later", clientPort.connectionCount());
      clientPort.closeConnections(
          CloseCode.CLOSE_CODE_SERVER_DRAINING,
          "the server is stopping",
          shutdown.rate(),
          shutdown.drain());
    }
  }

  private static void pause(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // somebody is in a hurry
    }
  }

  /** Drains and stops. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    drain();
    ticker.shutdown();
    clientPort.shutDown();
    store.close();
  }
}
