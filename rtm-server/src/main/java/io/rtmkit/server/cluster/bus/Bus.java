package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.cluster.wire.Probe;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.RedisLink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from server to server. What one sends another comes in order, once, and mostly; when
 * something is missing the receiver is told. Thread-safe.
 */
public final class Bus implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bus.class);
  private static final Duration DRAINING = Duration.ofSeconds(2);
  private static final Duration LEAVING = Duration.ofSeconds(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** Batches of a server that has left may still lie in the inbox. */
  private static final Duration LATE = Duration.ofSeconds(60);

  private final BusSettings settings;
  private final RedisCalls calls;
  private final Clock clock;
  private final BusListener listener;
  private final BusFigures figures = new BusFigures();
  private final BusThreads threads;
  private final Nodes nodes = new Nodes();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ForgetNodeScript forgetNode;
  private final InboxWire wire;
  private final Lease lease;
  private final Outboxes outboxes;
  private final SelfProbe probe;
  private final Arrivals arrivals;
  private final InboxReader reader;
  private final OwnItems ownItems;
  private final InboxTidiness tidiness;

  /** A bus that does nothing yet; link and calls outlive it, and info is asked at each beat. */
  public Bus(
      RedisLink link,
      RedisCalls calls,
      BusSettings settings,
      Supplier<NodeInfo> info,
      BusListener listener,
      Clock clock) {
    this.settings = settings;
    this.threads = new BusThreads(link.thread());
    this.calls = calls;
    this.clock = clock;
    this.listener = new GuardedListener(listener);
    BusKeys keys = new BusKeys(settings.prefix());
    forgetNode = new ForgetNodeScript(calls, keys);
    TidyInboxScript tidyInbox = new TidyInboxScript(calls, keys);
    wire = new InboxWire(link, keys);
    BeatScript beat = new BeatScript(calls, keys);
    lease = new Lease(settings, clock, threads, beat, tidyInbox, info, new LeaseOwner());
    Outbox.Post post =
        new Outbox.Post(wire, threads::onReader, threads::later, clock, figures, this::onNoInbox);
    outboxes = new Outboxes(lease.node(), post);
    probe = new SelfProbe(settings, clock, figures, this::sendProbe, this::reconnect);
    arrivals = new Arrivals(this.listener, probe, figures);
    reader = new InboxReader(wire, threads, arrivals, lease::redisMs);
    ownItems = new OwnItems(threads, this.listener, figures);
    tidiness = new InboxTidiness(tidyInbox, reader, lease, settings, clock);
  }

  /**
   * Joins the others; from then on the listener is called. Waits until what this server sends to
   * itself arrives.
   *
   * @throws IOException if nothing arrives in time; the bus is closed then
   */
  public void start() throws IOException {
    threads.every(settings.beat(), this::onBeatTime);
    threads.every(LOOK_EVERY, this::onLookTime);
    try {
      probe.firstBack().get(settings.deaf().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IOException("interrupted while joining the other servers", e);
    } catch (ExecutionException | TimeoutException e) {
      String reason = lease.failure();
      close();
      throw new IOException(
          "cluster: nothing that this server sends to itself through Redis arrives within %d s%s"
              .formatted(settings.deaf().toSeconds(), reason.isEmpty() ? "" : " (" + reason + ")"));
    }
  }

  /** The time of Redis, which all servers share, as far as it is known: Unix ms. */
  public long redisMs() {
    return lease.redisMs();
  }

  /** The name of this server at present; another one after {@link BusListener#onLeaseBack}. */
  public String node() {
    return lease.node();
  }

  /**
   * Sends something. Never blocks; what cannot be sent within ten seconds, or does not fit into 16
   * MB that wait for that server, is dropped, and the other one is told of a gap. What goes to this
   * server itself does not go through Redis.
   */
  public void send(String node, Item item) {
    if (node.equals(node())) {
      ownItems.add(node, item);
    } else if (nodes.hasLeft(node)) {
      figures.onDropped(1);
    } else {
      outboxes.send(node, item);
    }
  }

  /** Sends something to all other servers that are there. */
  public void sendToOthers(Item item) {
    for (LiveNode other : nodes.live()) {
      if (!other.node().equals(node())) {
        send(other.node(), item);
      }
    }
  }

  /** Whether that server has left, or was swept away: under this name it does not come back. */
  public boolean hasLeft(String node) {
    return nodes.hasLeft(node);
  }

  /**
   * Whether that server has been seen to be gone; one that has just come is not alive yet either.
   */
  public boolean isGone(String node) {
    return nodes.isGone(node);
  }

  /** Who was there at the last beat, this server among them. */
  public List<LiveNode> nodes() {
    return nodes.live();
  }

  /** Whether others may take this server for gone: then it must not do anything in its name. */
  public boolean isPartitioned() {
    return !partitionedFor().isZero();
  }

  public Duration partitionedFor() {
    return lease.lostFor();
  }

  /** What is wrong, for people; empty if nothing is. */
  public String problem() {
    return probe.problem();
  }

  /** For how long nothing has come. */
  public Duration silence() {
    return probe.silence();
  }

  public BusFigures figures() {
    return figures;
  }

  /**
   * Forgets a server whose lease is over, when nothing of it is left.
   *
   * @return whether it is forgotten; not if it has come back
   */
  public CompletableFuture<Boolean> forget(String node) {
    return forgetNode.run(node, false, calls.endOfWrite());
  }

  /**
   * Sends what waits, for two seconds at most, and leaves. Blocks the caller.
   *
   * @param leavesSomething whether others are to clean up behind it
   */
  public void drainAndLeave(boolean leavesSomething) {
    if (!closed.get() && !outboxes.drain(DRAINING)) {
      log.warn("not everything was sent to the other servers before leaving");
    }
    leave(leavesSomething);
  }

  /** Leaves at once: nobody has to wait for the end of the lease. Blocks the caller. */
  @Override
  public void close() {
    leave(false);
  }

  private void leave(boolean leavesSomething) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    threads.close();
    outboxes.close();
    reader.close();
    String node = node();
    CompletableFuture<?> left =
        leavesSomething // then the lease ends by itself, as if the server were gone
            ? wire.remove(node)
            : forgetNode
                .run(node, true, clock.nanoTime() + LEAVING.toNanos())
                .thenCompose(done -> wire.remove(node));
    try {
      left.get(LEAVING.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the lease of this server could not be given back: {}", e.toString());
    }
  }

  private void onBeatTime() {
    lease.tick();
    tidiness.tidy();
  }

  private void onLookTime() {
    probe.look();
    tidiness.tidyIfRead();
  }

  private void sendProbe(long number) {
    Probe probe = Probe.newBuilder().setNumber(number).build();
    outboxes.send(node(), Item.newBuilder().setProbe(probe).build());
  }

  private void reconnect() {
    log.warn("nothing sent to this server arrives; it reads through a new connection");
    reader.reconnect();
  }

  /** There is no inbox of that name. */
  private void onNoInbox(String node) {
    outboxes.forget(node);
    if (node.equals(node())) {
      lease.onInboxMissing(node);
    } else if (nodes.onNoInbox(node)) {
      threads.onReader(() -> listener.onNodeGone(node));
    }
  }

  /** What follows from the lease of this server; on the timer. */
  private final class LeaseOwner implements Lease.Owner {
    private String before = "";

    @Override
    public void onIncarnation(String node) {
      outboxes.reset(node);
      reader.open(node);
      threads.onReader(probe::begin);
      if (!before.isEmpty()) {
        wire.remove(before); // so that others notice at once
      }
      before = node;
    }

    @Override
    public void onBeat(Beat beat) {
      Nodes.Changes changes = nodes.onBeat(beat);
      changes.gone().forEach(node -> threads.onReader(() -> listener.onNodeGone(node)));
      changes.back().forEach(node -> threads.onReader(() -> listener.onNodeBack(node)));
      for (String node : changes.forgotten()) {
        outboxes.forget(node);
        threads.later(() -> threads.onReader(() -> arrivals.forget(node)), LATE);
      }
      for (Beat.Expired node : beat.expired()) {
        Duration ago = Duration.ofMillis(beat.nowMs() - node.sinceMs());
        threads.onReader(() -> listener.onNodeExpired(node.node(), ago));
      }
    }

    @Override
    public void onLost() {
      threads.onReader(listener::onLeaseLost);
    }

    @Override
    public void onBack(boolean newIncarnation) {
      threads.onReader(() -> listener.onLeaseBack(newIncarnation));
    }
  }
}
