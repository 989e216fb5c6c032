package io.rtmkit.loadtest.redis;

import io.rtmkit.loadtest.process.Await;
import io.rtmkit.loadtest.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Redis Cluster of three masters and three replicas. One thread. */
public final class RedisCluster implements RedisSite {
  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;
  private static final int BUS = 10_000;
  private static final int ATTEMPTS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> OPTIONS =
      List.of(
          "--repl-diskless-sync-delay",
          "0",
          "--cluster-enabled",
          "yes",
          "--cluster-node-timeout",
          "2000");

  private final RedisSetup setup;
  private final List<RedisProcess> nodes = new ArrayList<>();

  /** Chooses the ports; nothing runs yet. */
  public RedisCluster(RedisSetup setup, Random random) throws IOException {
    this.setup = setup;
    for (int i = 0; i < 2 * MASTERS; i++) {
      nodes.add(new RedisProcess(setup, "redis-" + i, freePort(random), OPTIONS));
    }
  }

  /** One whose neighbour is free too: there the nodes talk to each other. */
  private static int freePort(Random random) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = Ports.free(random);
      try (ServerSocket bus = new ServerSocket(port + BUS, 1, InetAddress.getLoopbackAddress())) {
        return bus.getLocalPort() - BUS;
      } catch (IOException e) {
        // taken
      }
    }
    throw new IOException("no two ports are free");
  }

  @Override
  public String uri() {
    return nodes.stream()
        .limit(MASTERS)
        .map(node -> "127.0.0.1:" + node.port())
        .collect(Collectors.joining(",", "redis-cluster://", ""));
  }

  @Override
  public void start() throws IOException, InterruptedException {
    for (RedisProcess node : nodes) {
      node.start();
    }
    for (int i = 0; i < MASTERS; i++) {
      IntStream own = IntStream.range(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS);
      Stream<String> words = Stream.of("CLUSTER", "ADDSLOTS");
      ask(
          nodes.get(i),
          Stream.concat(words, own.mapToObj(Integer::toString)).toArray(String[]::new));
    }
    for (RedisProcess node : nodes) {
      ask(node, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(nodes.get(0).port()));
    }
    require(Await.until(() -> nodes.stream().allMatch(this::knowsAll), PATIENCE), "no cluster");
    for (int i = MASTERS; i < nodes.size(); i++) {
      ask(nodes.get(i), "CLUSTER", "REPLICATE", id(nodes.get(i - MASTERS)));
    }
    require(Await.until(this::isWell, PATIENCE), "the replicas do not follow");
  }

  private boolean knowsAll(RedisProcess node) {
    try {
      Stream<String> lines = ask(node, "CLUSTER", "NODES").lines();
      return lines.filter(line -> !line.contains("handshake")).count() == nodes.size();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether all slots are served and every replica follows a master. */
  private boolean isWell() {
    try {
      for (RedisProcess node : nodes) {
        String info = ask(node, "INFO", "replication");
        if (!ask(node, "CLUSTER", "INFO").contains("cluster_state:ok")
            || info.contains("master_link_status:down")
            || (info.contains("role:master") && !info.contains("connected_slaves:1"))) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Moves a slot that is in use, with all that is in it, to the next master.
   *
   * @param pattern of keys, one of which is in the slot
   */
  public void moveSlot(String pattern, Random random) throws IOException, InterruptedException {
    List<RedisProcess> masters = masters();
    String key = findKey(masters, pattern, random);
    RedisProcess source = owner(key);
    String slot = ask(source, "CLUSTER", "KEYSLOT", key);
    RedisProcess target = masters.get((masters.indexOf(source) + 1) % masters.size());
    ask(target, "CLUSTER", "SETSLOT", slot, "IMPORTING", id(source));
    ask(source, "CLUSTER", "SETSLOT", slot, "MIGRATING", id(target));
    try (RedisConnection from = source.connect()) {
      for (List<String> keys = keysIn(from, slot); !keys.isEmpty(); keys = keysIn(from, slot)) {
        for (String each : keys) {
          from.text("MIGRATE", "127.0.0.1", "" + target.port(), each, "0", "5000");
        }
      }
    }
    ask(target, "CLUSTER", "SETSLOT", slot, "NODE", id(target));
    ask(source, "CLUSTER", "SETSLOT", slot, "NODE", id(target));
    require(Await.until(this::isWell, PATIENCE), "the cluster is not well");
  }

  private static List<String> keysIn(RedisConnection node, String slot) throws IOException {
    return node.list("CLUSTER", "GETKEYSINSLOT", slot, "100");
  }

  private String findKey(List<RedisProcess> masters, String pattern, Random random)
      throws IOException {
    List<String> keys = new ArrayList<>();
    for (RedisProcess master : masters) {
      try (RedisConnection connection = master.connect()) {
        keys.addAll(connection.list("KEYS", pattern));
      }
    }
    require(!keys.isEmpty(), "no key is like " + pattern);
    return keys.get(random.nextInt(keys.size()));
  }

  /** The master that has a key at present. */
  RedisProcess owner(String key) throws IOException {
    List<RedisProcess> masters = masters();
    String slot = ask(masters.get(0), "CLUSTER", "KEYSLOT", key);
    for (RedisProcess master : masters) {
      if (owns(ask(master, "CLUSTER", "NODES"), Integer.parseInt(slot))) {
        return master;
      }
    }
    throw new IOException("nobody has slot " + slot);
  }

  /** Whether the node that wrote this list has the slot. */
  static boolean owns(String list, int slot) {
    String own = list.lines().filter(line -> line.contains("myself")).findFirst().orElse("");
    return Stream.of(own.split(" ", -1))
        .skip(8)
        .filter(range -> range.matches("\\d+(-\\d+)?"))
        .map(range -> range.split("-", -1))
        .anyMatch(
            ends ->
                Integer.parseInt(ends[0]) <= slot
                    && slot <= Integer.parseInt(ends[ends.length - 1]));
  }

  /** Kills a master, and starts it again when its replica has taken its place. */
  public void killMaster(Random random) throws IOException, InterruptedException {
    List<RedisProcess> masters = masters();
    RedisProcess victim = masters.get(random.nextInt(masters.size()));
    victim.close();
    require(Await.until(() -> isReplaced(victim), PATIENCE), "nobody has become master");
    victim.start();
    require(Await.until(this::isWell, PATIENCE), "the old master does not follow the new one");
  }

  private boolean isReplaced(RedisProcess victim) {
    try {
      List<RedisProcess> masters = masters();
      return masters.size() == MASTERS
          && !masters.contains(victim)
          && ask(masters.get(0), "CLUSTER", "INFO").contains("cluster_state:ok");
    } catch (IOException e) {
      return false;
    }
  }

  private List<RedisProcess> masters() throws IOException {
    List<RedisProcess> masters = new ArrayList<>();
    for (RedisProcess node : nodes) {
      if (node.isAlive() && ask(node, "INFO", "replication").contains("role:master")) {
        masters.add(node);
      }
    }
    return masters;
  }

  private static String id(RedisProcess node) throws IOException {
    return ask(node, "CLUSTER", "MYID");
  }

  private static String ask(RedisProcess node, String... words) throws IOException {
    return RedisConnection.ask(node.port(), words);
  }

  private void require(boolean so, String otherwise) throws IOException {
    if (!so) {
      throw new IOException(otherwise + ", see " + setup.directory());
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (RedisProcess node : nodes) {
      node.close();
    }
  }
}
