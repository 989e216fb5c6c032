package io.rtmkit.server.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.rtmkit.server.e2e.FreePort;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Redis Cluster of three masters and three replicas. One thread. */
public final class RedisCluster implements AutoCloseable {
  private static final int MASTERS = 3;

  /** How far above its port a node talks to the others. */
  private static final int BUS = 10_000;

  private static final Duration JOINING = Duration.ofSeconds(30);

  private final List<RedisProcess> nodes = new ArrayList<>();
  private final RedisClient client = RedisClient.create();

  private RedisCluster() {}

  /** Starts it; null if this machine cannot run it. */
  public static RedisCluster start(Path binary, Path directory) throws IOException {
    RedisCluster cluster = new RedisCluster();
    for (int i = 0; i < 2 * MASTERS; i++) {
      Path own = Files.createDirectory(directory.resolve("node-" + i));
      RedisProcess node = RedisProcess.start(binary, own, FreePort.find(BUS), options());
      if (node == null) {
        cluster.close();
        return null;
      }
      cluster.nodes.add(node);
    }
    cluster.join();
    return cluster;
  }

  private static List<String> options() {
    List<String> options = new ArrayList<>(RedisProcess.REPLICATED);
    options.addAll(List.of("--cluster-enabled", "yes", "--cluster-node-timeout", "2000"));
    return options;
  }

  private void join() {
    for (int i = 0; i < MASTERS; i++) {
      int from = SlotHash.SLOT_COUNT * i / MASTERS;
      int to = SlotHash.SLOT_COUNT * (i + 1) / MASTERS;
      int[] slots = IntStream.range(from, to).toArray();
      on(nodes.get(i), redis -> redis.clusterAddSlots(slots));
    }
    for (RedisProcess node : nodes) {
      on(node, redis -> redis.clusterMeet("127.0.0.1", nodes.get(0).port()));
    }
    Eventually.until(JOINING, () -> nodes.stream().allMatch(this::knowsAll));
    for (int i = MASTERS; i < nodes.size(); i++) {
      String master = on(nodes.get(i - MASTERS), RedisCommands::clusterMyId);
      on(nodes.get(i), redis -> redis.clusterReplicate(master));
    }
    Eventually.until(JOINING, this::isWell);
  }

  private boolean knowsAll(RedisProcess node) {
    return on(node, RedisCommands::clusterNodes)
            .lines()
            .filter(l -> !l.contains("handshake"))
            .count()
        == nodes.size();
  }

  /** Whether all slots are served, and each living replica follows its master. */
  public boolean isWell() {
    try {
      return nodes.stream()
          .filter(RedisProcess::isAlive)
          .allMatch(
              node ->
                  on(node, RedisCommands::clusterInfo).contains("cluster_state:ok")
                      && !on(node, redis -> redis.info("replication"))
                          .contains("master_link_status:down"));
    } catch (RedisException e) {
      return false;
    }
  }

  public String uri() {
    return nodes.stream()
        .limit(MASTERS)
        .map(node -> "127.0.0.1:" + node.port())
        .collect(Collectors.joining(",", "redis-cluster://", ""));
  }

  /** Those that were masters at the start. */
  public List<RedisProcess> masters() {
    return List.copyOf(nodes.subList(0, MASTERS));
  }

  /** The node that is master of a key at present. */
  public RedisProcess masterOf(String key) {
    int slot = SlotHash.getSlot(key.getBytes(StandardCharsets.UTF_8));
    return nodes.stream()
        .filter(RedisProcess::isAlive)
        .filter(node -> on(node, redis -> redis.role().get(0).equals("master")))
        .filter(node -> on(node, redis -> owns(redis, slot)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean owns(RedisCommands<String, String> redis, int slot) {
    String own = redis.clusterMyId();
    for (Object range : redis.clusterSlots()) {
      List<?> parts = (List<?>) range;
      String master = (String) ((List<?>) parts.get(2)).get(2);
      if ((Long) parts.get(0) <= slot && slot <= (Long) parts.get(1)) {
        return own.equals(master);
      }
    }
    return false;
  }

  /** Moves the slot of a key, with all that is in it, to another master, while it is used. */
  public void moveSlotOf(String key) {
    int slot = SlotHash.getSlot(key.getBytes(StandardCharsets.UTF_8));
    RedisProcess source = masterOf(key);
    RedisProcess target =
        nodes.stream()
            .filter(node -> node != source && node.isAlive())
            .filter(node -> on(node, redis -> redis.role().get(0).equals("master")))
            .findFirst()
            .orElseThrow();
    String sourceId = on(source, RedisCommands::clusterMyId);
    String targetId = on(target, RedisCommands::clusterMyId);
    on(target, redis -> redis.clusterSetSlotImporting(slot, sourceId));
    on(source, redis -> redis.clusterSetSlotMigrating(slot, targetId));
    for (List<String> keys = keysIn(source, slot); !keys.isEmpty(); keys = keysIn(source, slot)) {
      for (String each : keys) {
        on(source, redis -> redis.migrate("127.0.0.1", target.port(), each, 0, 5_000));
      }
    }
    on(target, redis -> redis.clusterSetSlotNode(slot, targetId));
    on(source, redis -> redis.clusterSetSlotNode(slot, targetId));
  }

  private List<String> keysIn(RedisProcess node, int slot) {
    return on(node, redis -> redis.clusterGetKeysInSlot(slot, 100));
  }

  private <T> T on(RedisProcess node, Function<RedisCommands<String, String>, T> task) {
    RedisURI uri = RedisURI.create("127.0.0.1", node.port());
    try (StatefulRedisConnection<String, String> connection = client.connect(uri)) {
      return task.apply(connection.sync());
    }
  }

  @Override
  public void close() {
    nodes.forEach(RedisProcess::close);
    client.shutdown();
  }
}
