package io.rtmkit.server.cluster;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.server.cluster.bus.BusListener;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.Probe;
import io.rtmkit.server.core.session.Session;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server among the others: hears what they send, notices what is lost, and who is gone; and
 * lets all of it look at the clock. Thread-safe.
 */
public final class ClusterNode implements BusListener {
  private static final Logger log = LoggerFactory.getLogger(ClusterNode.class);

  private final Cluster cluster;
  private final ItemRouter router;
  private final UserParts users;
  private final SharedChannels channels;
  private final ChannelMetadataCalls metadata;
  private final Sweeper sweeper;
  private final Fence fence;
  private final Pace pace = new Pace();
  private final AtomicBoolean toCompare = new AtomicBoolean();
  private final AtomicBoolean toAnnounce = new AtomicBoolean();

  ClusterNode(
      Cluster cluster,
      ItemRouter router,
      UserParts users,
      SharedChannels channels,
      ChannelMetadataCalls metadata,
      Sweeper sweeper) {
    this.cluster = cluster;
    this.router = router;
    this.users = users;
    this.channels = channels;
    this.metadata = metadata;
    this.sweeper = sweeper;
    this.fence = new Fence(cluster.sessions(), cluster.clock());
  }

  @Override
  public void onItem(String from, Item item) {
    router.onItem(from, item);
  }

  @Override
  public void onGap(String from) {
    toCompare.set(true);
  }

  /** Another Redis may lack what was told already. */
  void onRedisChanged() {
    toCompare.set(true);
  }

  @Override
  public void onNodeGone(String node) {
    log.info("the server {} is gone", node);
    cluster.directory().forgetNode(node);
    router.operators().servers().onNodeGone(node);
    toCompare.set(true); // what it did last may have been told to nobody
  }

  @Override
  public void onNodeBack(String node) {
    log.info("the server {} is back", node);
    toCompare.set(true); // its users were taken for lost
  }

  @Override
  public void onNodeExpired(String node, Duration ago) {
    sweeper.onExpired(node, ago);
  }

  @Override
  public void onLeaseLost() {
    fence.close();
    cluster.counters().onLeaseLost();
  }

  @Override
  public void onLeaseBack(boolean newIncarnation) {
    fence.open();
    log.info("this server reaches Redis again");
    if (newIncarnation) {
      sendAllBack("this server was gone for too long, come back");
    }
    toAnnounce.set(true);
    toCompare.set(true);
  }

  /** The clients of all sessions come back, here or elsewhere. */
  private void sendAllBack(String why) {
    for (Session session : cluster.sessions().all()) {
      cluster.sessions().release(session, CloseCode.CLOSE_CODE_INTERNAL_ERROR, why);
    }
  }

  /** Call it about ten times a second, always on one thread. */
  public void tick() {
    fence.tick();
    channels.tick();
    metadata.tick();
    users.peers().tick();
    users.invitations().tick();
    router.operators().servers().tick();
    if (toCompare.compareAndSet(true, false)) {
      cluster.counters().onComparison();
      channels.compareAll(pace);
      users.presence().compareAll(pace);
      users.invitations().compareAll(pace);
      router.operators().tables().compareAll();
    }
    if (toAnnounce.compareAndSet(true, false)) {
      announceSessions();
    }
  }

  /** Others have taken this server for gone, and its users for lost. */
  private void announceSessions() {
    for (Session session : cluster.sessions().all()) {
      pace.run(() -> users.sessions().announce(session));
    }
  }

  /** Compares what may have been missed for good with Redis; call it about every 30 seconds. */
  public void check() {
    router.operators().tables().compareAll();
    checkSessions();
  }

  /** Looks whether the sessions here are still their users'. */
  private void checkSessions() {
    for (Session session : cluster.sessions().all()) {
      pace.run(() -> users.sessions().check(session));
    }
  }

  /** Call it about once a second. */
  public void retry() {
    cluster.retries().tick();
    router.operators().tables().look();
  }

  /** Forgets what is too old to be used; call it every few seconds. */
  public void tidy() {
    showOthersTheirPlace();
    cluster.directory().tidy();
    users.peers().tidy();
    users.arrivals().tidy();
    channels.replicas().expire();
  }

  /** Whoever has missed the last thing that was sent to it, and nothing after, notices by this. */
  private void showOthersTheirPlace() {
    Item place = Item.newBuilder().setProbe(Probe.getDefaultInstance()).build();
    cluster.bus().sendToOthers(place);
  }

  /** Why nothing may be done at present that users of other servers see; empty if it may. */
  public String fence() {
    return fence.reason();
  }

  /** What is wrong with the way to the others, for people; empty if nothing is. */
  public String problem() {
    return cluster.bus().isPartitioned()
        ? "no answer from Redis for " + cluster.bus().partitionedFor().toSeconds() + " s"
        : cluster.bus().problem();
  }
}
