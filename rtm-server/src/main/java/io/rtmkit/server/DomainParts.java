package io.rtmkit.server;

import io.rtmkit.server.admin.Domain;
import io.rtmkit.server.app.Apps;
import io.rtmkit.server.app.SharedBans;
import io.rtmkit.server.cluster.ClusterNode;
import io.rtmkit.server.cluster.ClusterRuntime;
import io.rtmkit.server.cluster.ClusterServices;
import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.attribute.AttributeLimits;
import io.rtmkit.server.core.attribute.UserAttributes;
import io.rtmkit.server.core.channel.ChannelFigures;
import io.rtmkit.server.core.channel.ChannelRules;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.event.UserEvents;
import io.rtmkit.server.core.invitation.InvitationRules;
import io.rtmkit.server.core.invitation.Invitations;
import io.rtmkit.server.core.peer.PeerMessages;
import io.rtmkit.server.core.peer.PeerReceivers;
import io.rtmkit.server.core.peer.PeerRoutes;
import io.rtmkit.server.core.port.ClusterFigures;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.PublishedOrder;
import io.rtmkit.server.core.port.SendCheck;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.presence.Presence;
import io.rtmkit.server.core.presence.PresenceFigures;
import io.rtmkit.server.core.session.BanStore;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.SessionRules;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.handler.AttributeHandler;
import io.rtmkit.server.handler.ChannelHandler;
import io.rtmkit.server.handler.ChannelMessageHandler;
import io.rtmkit.server.handler.Handlers;
import io.rtmkit.server.handler.HistoryHandler;
import io.rtmkit.server.handler.InvitationHandler;
import io.rtmkit.server.handler.LockHandler;
import io.rtmkit.server.handler.LoginGate;
import io.rtmkit.server.handler.LoginHandler;
import io.rtmkit.server.handler.LoginTerms;
import io.rtmkit.server.handler.MembersHandler;
import io.rtmkit.server.handler.PeerMessageHandler;
import io.rtmkit.server.handler.PresenceHandler;
import io.rtmkit.server.handler.RequestLog;
import io.rtmkit.server.handler.SessionHandler;
import io.rtmkit.server.log.RecentLog;
import io.rtmkit.server.transport.ClientPort;
import io.rtmkit.server.webhook.Webhooks;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The domain of one server, wired by hand. Thread-safe. */
final class DomainParts {
  private static final long CHANNEL_TICK_MS = 100;
  private static final long SESSION_TICK_MS = 500;
  private static final long INVITATION_TICK_MS = 200;
  private static final long CHANNEL_EXPIRY_TICK_MS = 5_000;
  private static final long STORE_RETRY_TICK_MS = 1_000;
  private static final long CLUSTER_RETRY_TICK_MS = 1_000;
  private static final long CLUSTER_CHECK_TICK_MS = 30_000;
  private static final long STORE_SWEEP_TICK_MS = 60_000;

  final Sessions sessions;
  final Channels channels;
  final UserAttributes userAttributes;
  final Presence presence;
  final Invitations invitations;
  final PeerReceivers receivers;
  final PeerMessages peerMessages;
  final Moderation moderation;

  final DomainServices services;
  private final @Nullable ClusterServices cluster;
  private volatile @Nullable ClusterNode node;
  private final LiveConfig live;
  private final LostMembers lostMembers;
  private final MessageStore store;
  private final Observers observers;
  private final Clock clock;
  private volatile LoginTerms terms;

  /**
   * Wires the parts; they hear of sessions in the order in which they are made here.
   *
   * @param outside what the server is connected with
   */
  DomainParts(
      LiveConfig live, MessageStore store, Observers observers, Outside outside, Clock clock) {
    this.live = live;
    ServerConfig config = live.current();
    this.store = store;
    this.observers = observers;
    this.clock = clock;
    sessions = newSessions(config, clock);
    Revisions revisions = new Revisions(clock);
    channels = new Channels(channelRules(config), revisions, observers, clock);
    userAttributes =
        new UserAttributes(sessions, AttributeLimits.ofUser(config.attributes()), revisions);
    presence = new Presence(sessions, config.presence().watched());
    InvitationRules invitationRules = new InvitationRules(config.invitation(), config.session());
    terms = LoginTerms.of(config, invitationRules.longest());
    invitations = new Invitations(sessions, invitationRules, observers, clock);
    PublishedOrder order = outside.cluster() == null ? null : outside.cluster().publishedOrder();
    lostMembers = new LostMembers(store, order, channels, clock, config.session().grace());
    cluster = outside.cluster() == null ? null : newCluster(outside.cluster(), config);
    services =
        cluster == null
            ? DomainServices.local(sessions, channels, userAttributes, presence, invitations)
            : DomainServices.shared(cluster);
    PeerRoutes routes = cluster == null ? PeerRoutes.NONE : cluster.routes();
    receivers = new PeerReceivers(sessions, store, routes, clock);
    peerMessages =
        new PeerMessages(sessions, store, receivers, observers, clock, outside.hooks().check());
    moderation = new Moderation(sessions, bans(outside.bans()), clock);
    listen();
  }

  private BanStore bans(BanStore own) {
    return cluster == null ? own : new SharedBans(cluster.table("bans"), own, clock);
  }

  /** Offline is told after left, and what is stored comes after what is known of the user. */
  private void listen() {
    if (cluster == null) {
      sessions.addListener(channels);
      sessions.addListener(new UserEvents(observers.events()));
      sessions.addListener(userAttributes);
      sessions.addListener(presence);
      sessions.addListener(invitations);
      sessions.addListener(lostMembers);
    } else {
      sessions.addListener(new UserEvents(observers.events()));
      cluster.listeners().forEach(sessions::addListener);
    }
    sessions.addListener(receivers);
    if (cluster != null) {
      sessions.addListener(cluster.registry());
    }
    sessions.addListener(moderation);
  }

  private ClusterServices newCluster(ClusterRuntime runtime, ServerConfig config) {
    return new ClusterServices(
        runtime,
        config,
        channelRules(config),
        sessions,
        new ClusterServices.Environment(lostMembers, observers, clock));
  }

  /** The apps are those of all servers, if there are to be any. */
  void share(Apps apps) {
    if (cluster != null) {
      apps.share(cluster.table("apps"));
    }
  }

  /**
   * Joins the other servers, if there are to be any.
   *
   * @param info what this server tells of itself
   * @throws IOException if that fails; the message is for a person
   */
  void join(Supplier<NodeInfo> info) throws IOException {
    if (cluster != null) {
      node = cluster.start(receivers, info);
    }
  }

  /** The servers that share their users with this one. */
  Servers servers() {
    return cluster == null ? Servers.ALONE : cluster.servers();
  }

  @Nullable ClusterFigures clusterFigures() {
    return cluster == null ? null : cluster.figures();
  }

  ChannelFigures channelFigures() {
    return cluster == null ? channels : cluster.channelFigures();
  }

  PresenceFigures presenceFigures() {
    return cluster == null ? presence : cluster.presenceFigures();
  }

  /** Why nothing may be done at present that users of other servers see; empty if it may. */
  String fence() {
    ClusterNode joined = node;
    return joined == null ? "" : joined.fence();
  }

  /** What is wrong with the way to the other servers; empty if nothing is. */
  String clusterProblem() {
    ClusterNode joined = node;
    return joined == null ? "" : joined.problem();
  }

  private static Sessions newSessions(ServerConfig config, Clock clock) {
    return new Sessions(sessionRules(config), clock, config.token().willExpireLead().toMillis());
  }

  private static SessionRules sessionRules(ServerConfig config) {
    return new SessionRules(config.session(), config.limits(), config.rates());
  }

  private static ChannelRules channelRules(ServerConfig config) {
    return ChannelRules.of(
        config, Runtime.getRuntime().maxMemory(), ClientPort.eventLoops(config.listen()));
  }

  /** What the requests of clients are handled by. */
  Handlers handlers(Apps apps, LoginGate gate, @Nullable SendCheck check) {
    ServerConfig config = live.current();
    return new Handlers(
        new LoginHandler(
            gate,
            () -> terms,
            sessions,
            new LoginHandler.LoginServices(
                services.claims(), services.channels(), services.invitations()),
            clock),
        new SessionHandler(sessions, apps),
        new PeerMessageHandler(peerMessages, live::limits),
        new ChannelHandler(
            services.channels(), lostMembers, live::limits, live::joinSameChannel, clock),
        new MembersHandler(services.channels(), live::limits),
        new ChannelMessageHandler(
            services.channels(), lostMembers, store, live::limits, clock, check),
        new HistoryHandler(store, config.history()),
        new AttributeHandler(services.userAttributes(), services.channels()),
        new LockHandler(services.channels(), config.locks(), config.attributes().keyBytes()),
        new PresenceHandler(services.presence(), config.presence()),
        new InvitationHandler(services.invitations(), config.invitation()));
  }

  /** What the requests of operators and back ends work on. */
  Domain forAdmin(Apps apps, RequestLog requests, RecentLog log, @Nullable Webhooks webhooks) {
    return new Domain(
        live,
        apps,
        sessions,
        moderation,
        peerMessages,
        services.channels(),
        channelFigures(),
        services.userAttributes(),
        services.presence(),
        services.invitations(),
        servers(),
        store,
        observers.events(),
        requests,
        log,
        webhooks,
        clock);
  }

  /** The configuration has changed. */
  void reloaded() {
    terms = terms.with(live.limits());
    sessions.setRules(sessionRules(live.current()));
  }

  /** Lets the parts look at the clock. */
  void tickOn(Ticker ticker) {
    ticker.every(SESSION_TICK_MS, sessions::tick);
    ClusterNode joined = node;
    if (joined == null) {
      ticker.every(CHANNEL_TICK_MS, channels::tick);
      ticker.every(INVITATION_TICK_MS, invitations::tick);
      ticker.every(CHANNEL_EXPIRY_TICK_MS, channels::expire);
    } else {
      ticker.every(CHANNEL_TICK_MS, joined::tick);
      ticker.every(CHANNEL_TICK_MS, receivers::tickAdopted);
      ticker.every(CLUSTER_RETRY_TICK_MS, joined::retry);
      ticker.every(CHANNEL_EXPIRY_TICK_MS, joined::tidy);
      ticker.every(CLUSTER_CHECK_TICK_MS, joined::check);
    }
    ticker.every(CHANNEL_EXPIRY_TICK_MS, lostMembers::tidy);
    ticker.every(STORE_RETRY_TICK_MS, receivers::tick);
    ticker.every(STORE_SWEEP_TICK_MS, store::sweep);
  }
}
