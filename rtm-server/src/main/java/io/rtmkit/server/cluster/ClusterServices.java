package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.script.ChannelScriptRules;
import io.rtmkit.server.cluster.script.ReleaseLockScript;
import io.rtmkit.server.cluster.script.TableScripts;
import io.rtmkit.server.cluster.script.TakeLockScript;
import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.Revisions;
import io.rtmkit.server.core.attribute.UserAttributeService;
import io.rtmkit.server.core.channel.ChannelFigures;
import io.rtmkit.server.core.channel.ChannelReplicas;
import io.rtmkit.server.core.channel.ChannelRules;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.channel.LostMembers;
import io.rtmkit.server.core.invitation.InvitationRules;
import io.rtmkit.server.core.invitation.InvitationService;
import io.rtmkit.server.core.login.SessionClaims;
import io.rtmkit.server.core.peer.PeerReceivers;
import io.rtmkit.server.core.peer.PeerRoutes;
import io.rtmkit.server.core.port.ClusterFigures;
import io.rtmkit.server.core.port.Observers;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.port.SharedTable;
import io.rtmkit.server.core.presence.PresenceFigures;
import io.rtmkit.server.core.presence.PresenceService;
import io.rtmkit.server.core.session.SessionListener;
import io.rtmkit.server.core.session.Sessions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The services of the core over several servers, wired by hand. Thread-safe. */
public final class ClusterServices {
  private final ClusterRuntime runtime;
  private final Cluster cluster;
  private final ChannelReplicas replicas;
  private final SharedChannels sharedChannels;
  private final ClusterChannels channels;
  private final ClusterPresence presence;
  private final ClusterInvitations invitations;
  private final ClusterSessions sessions;
  private final ClusterPeers peers;
  private final SenderEpochs senderEpochs;
  private final ClusterUserAttributes userAttributes;
  private final Sweeper sweeper;
  private final OperatorParts operators;

  /** Wires the services of a server. */
  public ClusterServices(
      ClusterRuntime runtime,
      ServerConfig config,
      ChannelRules channelRules,
      Sessions sessions,
      Environment environment) {
    this.runtime = runtime;
    cluster = newCluster(runtime, config, sessions, environment);
    replicas =
        new ChannelReplicas(
            channelRules,
            new Revisions(environment.clock()),
            environment.observers(),
            environment.clock());
    sharedChannels = new SharedChannels(cluster, replicas);
    channels = new ClusterChannels(cluster, sharedChannels, channelRules.membersListed());
    presence = new ClusterPresence(cluster, config.presence().watched());
    invitations =
        new ClusterInvitations(cluster, new InvitationRules(config.invitation(), config.session()));
    Aftermath aftermath =
        new Aftermath(
            cluster,
            channels.membership(),
            presence,
            invitations,
            environment.lostMembers(),
            config.cluster().lease().plus(config.session().grace()));
    this.sessions =
        new ClusterSessions(cluster, presence, invitations, aftermath, environment.lostMembers());
    senderEpochs = new SenderEpochs(sessions, environment.clock());
    peers = new ClusterPeers(cluster, senderEpochs);
    userAttributes = new ClusterUserAttributes(cluster);
    operators =
        new OperatorParts(
            new ClusterTables(new TableScripts(runtime.calls(), runtime.keys()), runtime.bus()),
            new ClusterServers(
                ClusterServers.Way.of(runtime.bus()), cluster.directory(), environment.clock()));
    sweeper = newSweeper(config, aftermath);
  }

  private Sweeper newSweeper(ServerConfig config, Aftermath aftermath) {
    Duration lease = config.cluster().lease();
    Duration patience = config.session().grace().minus(lease);
    return new Sweeper(
        cluster,
        aftermath,
        new TakeLockScript(runtime.calls(), runtime.keys()),
        new ReleaseLockScript(runtime.calls(), runtime.keys()),
        lease,
        patience.isNegative() ? Duration.ZERO : patience);
  }

  private static Cluster newCluster(
      ClusterRuntime runtime, ServerConfig config, Sessions sessions, Environment environment) {
    ChannelScriptRules rules =
        new ChannelScriptRules(
            config.limits().membersListed(),
            config.channel().historyEvents(),
            config.channel().historyBytes(),
            config.channel().historyAge(),
            config.offline().retention(),
            config.attributes().retention());
    return new Cluster(
        sessions,
        runtime.bus(),
        SessionScripts.of(runtime.calls(), runtime.keys()),
        ChannelScripts.of(
            runtime.calls(), runtime.keys(), rules, config.attributes(), config.locks().count()),
        InvitationScripts.of(runtime.calls(), runtime.keys()),
        environment.observers(),
        environment.clock());
  }

  /** What the services tell, and look at. Immutable. */
  public record Environment(LostMembers lostMembers, Observers observers, Clock clock) {}

  public SessionClaims claims() {
    return sessions;
  }

  public ChannelService channels() {
    return channels;
  }

  public PresenceService presence() {
    return presence;
  }

  public InvitationService invitations() {
    return invitations;
  }

  public UserAttributeService userAttributes() {
    return userAttributes;
  }

  public PeerRoutes routes() {
    return peers;
  }

  public Servers servers() {
    return operators.servers();
  }

  /** A table that all servers share. */
  public SharedTable table(String name) {
    return operators.tables().table(name);
  }

  /** Those who hear of sessions, in the order in which they must. */
  public List<SessionListener> listeners() {
    return List.of(senderEpochs, channels, presence, invitations);
  }

  /** Hears of sessions after all others: what it lets other servers do they are ready for then. */
  public SessionListener registry() {
    return sessions;
  }

  public ChannelFigures channelFigures() {
    return replicas;
  }

  public PresenceFigures presenceFigures() {
    return presence.figures();
  }

  /** How this server stands among the others. */
  public ClusterFigures figures() {
    return new FiguresHere(cluster, peers, runtime.calls().figures());
  }

  /**
   * Joins the other servers.
   *
   * @param receivers whom others send to
   * @param info what this server tells of itself
   * @throws IOException if nothing that is sent to this server through Redis arrives
   */
  public ClusterNode start(PeerReceivers receivers, Supplier<NodeInfo> info) throws IOException {
    PeerArrivals arrivals = new PeerArrivals(cluster, senderEpochs, receivers, cluster.clock());
    UserParts users = new UserParts(sessions, peers, arrivals, presence, invitations);
    ItemRouter router =
        new ItemRouter(cluster, users, sharedChannels, channels.metadata(), operators);
    ClusterNode node =
        new ClusterNode(cluster, router, users, sharedChannels, channels.metadata(), sweeper);
    runtime.start(node, info);
    runtime.onRedisChange(node::onRedisChanged);
    operators.tables().begin();
    return node;
  }
}
