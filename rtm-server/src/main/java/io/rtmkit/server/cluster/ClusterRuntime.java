package io.rtmkit.server.cluster;

import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.cluster.bus.BusListener;
import io.rtmkit.server.cluster.bus.BusSettings;
import io.rtmkit.server.cluster.script.ClusterKeys;
import io.rtmkit.server.cluster.script.ReadKeptScript;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.port.PublishedOrder;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.RedisLink;
import io.rtmkit.server.redis.RedisOpening;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What ties a server to the others: the connection to Redis and the bus. Made before the server is,
 * and closed after it. Thread-safe.
 */
public final class ClusterRuntime implements AutoCloseable {
  private final RedisLink link;
  private final RedisCalls calls;
  private final ClusterKeys keys;
  private final Bus bus;
  private final AtomicReference<@Nullable BusListener> listener = new AtomicReference<>();
  private final AtomicReference<@Nullable Supplier<NodeInfo>> info = new AtomicReference<>();

  private ClusterRuntime(ServerConfig config, RedisLink link, Clock clock) {
    this.link = link;
    String prefix = config.store().redis().prefix();
    calls = new RedisCalls("cluster store", link, config.store().redis(), clock);
    keys = new ClusterKeys(prefix);
    BusSettings settings = BusSettings.of(prefix).withLease(config.cluster().lease());
    bus = new Bus(link, calls, settings, this::info, new Later(), clock);
  }

  /**
   * Connects to Redis.
   *
   * @throws IOException if it does not answer or is too old; the message is for a person
   */
  public static ClusterRuntime open(ServerConfig config) throws IOException {
    // Leases and time-outs go by the clock of the machine, whatever tests make of the time.
    return new ClusterRuntime(config, RedisOpening.open(config.store().redis()), Clock.system());
  }

  /** In which order messages of shared channels were published that are kept for lost members. */
  public PublishedOrder publishedOrder() {
    ReadKeptScript script = new ReadKeptScript(calls, keys);
    return (channel, afterMs, most) ->
        script.run(new ChannelKey(channel.appId(), channel.first()), afterMs, most);
  }

  RedisCalls calls() {
    return calls;
  }

  ClusterKeys keys() {
    return keys;
  }

  Bus bus() {
    return bus;
  }

  /**
   * Joins the others.
   *
   * @param newInfo what this server tells of itself
   * @throws IOException if nothing that is sent to this server arrives
   */
  void start(BusListener newListener, Supplier<NodeInfo> newInfo) throws IOException {
    listener.set(newListener);
    info.set(newInfo);
    bus.start();
  }

  /** Runs a task whenever Redis may lack what it had before. */
  void onRedisChange(Runnable task) {
    link.onChange(task);
  }

  private NodeInfo info() {
    Supplier<NodeInfo> source = info.get();
    return source == null ? NodeInfo.getDefaultInstance() : source.get();
  }

  /**
   * Leaves the others; what waits for them is sent first.
   *
   * @param leavesSessions whether some of the users may still come back, elsewhere
   */
  public void leave(boolean leavesSessions) {
    bus.drainAndLeave(leavesSessions);
    close();
  }

  @Override
  public void close() {
    bus.close();
    calls.close();
    link.close();
  }

  /** Nothing is told before the start. */
  private final class Later implements BusListener {
    private void tell(Consumer<BusListener> news) {
      BusListener to = listener.get();
      if (to != null) {
        news.accept(to);
      }
    }

    @Override
    public void onItem(String from, Item item) {
      tell(to -> to.onItem(from, item));
    }

    @Override
    public void onGap(String from) {
      tell(to -> to.onGap(from));
    }

    @Override
    public void onNodeGone(String node) {
      tell(to -> to.onNodeGone(node));
    }

    @Override
    public void onNodeBack(String node) {
      tell(to -> to.onNodeBack(node));
    }

    @Override
    public void onNodeExpired(String node, Duration ago) {
      tell(to -> to.onNodeExpired(node, ago));
    }

    @Override
    public void onLeaseLost() {
      tell(BusListener::onLeaseLost);
    }

    @Override
    public void onLeaseBack(boolean newIncarnation) {
      tell(to -> to.onLeaseBack(newIncarnation));
    }
  }
}
