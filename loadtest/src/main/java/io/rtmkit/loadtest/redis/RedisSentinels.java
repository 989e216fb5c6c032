package io.rtmkit.loadtest.redis;

import io.rtmkit.loadtest.process.Await;
import io.rtmkit.loadtest.process.Child;
import io.rtmkit.loadtest.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A master with a replica, and three Sentinels that watch them. One thread. */
public final class RedisSentinels implements RedisSite {
  private static final String NAME = "rtm";
  private static final int SENTINELS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> REPLICATED = List.of("--repl-diskless-sync-delay", "0");

  private final RedisSetup setup;
  private final List<RedisProcess> servers = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final List<Child> sentinels = new ArrayList<>();

  /** Chooses the ports; nothing runs yet. */
  public RedisSentinels(RedisSetup setup, Random random) throws IOException {
    this.setup = setup;
    for (int i = 0; i < 2; i++) {
      servers.add(new RedisProcess(setup, "redis-" + i, Ports.free(random), REPLICATED));
    }
    for (int i = 0; i < SENTINELS; i++) {
      ports.add(Ports.free(random));
    }
  }

  @Override
  public String uri() {
    return ports.stream()
        .map(port -> "127.0.0.1:" + port)
        .collect(Collectors.joining(",", "redis-sentinel://", "#" + NAME));
  }

  @Override
  public void start() throws IOException, InterruptedException {
    servers.get(0).start();
    servers.get(1).start(follow(servers.get(0)));
    for (int i = 0; i < SENTINELS; i++) {
      startSentinel(i);
    }
    require(Await.until(this::isWell, PATIENCE), "the Sentinels do not know each other");
  }

  private static List<String> follow(RedisProcess master) {
    return List.of("--replicaof", "127.0.0.1 " + master.port());
  }

  private void startSentinel(int number) throws IOException, InterruptedException {
    Path own = Files.createDirectories(setup.directory().resolve("sentinel-" + number));
    Path file = own.resolve("sentinel.conf");
    Files.writeString(
        file,
        """
        port %d
        bind 127.0.0.1
        dir %s
        sentinel monitor %s 127.0.0.1 %d 2
        sentinel down-after-milliseconds %s 2000
        sentinel failover-timeout %s 10000
        """
            .formatted(ports.get(number), own, NAME, servers.get(0).port(), NAME, NAME));
    List<String> command = List.of(setup.program().toString(), file.toString(), "--sentinel");
    Path log = setup.directory().resolve("sentinel-" + number + ".log");
    sentinels.add(Child.start("a Sentinel", command, log, "+monitor"));
  }

  /** Kills the master, and starts it again as a replica when the other one is master. */
  public void killMaster() throws IOException, InterruptedException {
    RedisProcess old = master();
    old.close();
    require(Await.until(() -> isReplaced(old), PATIENCE), "nobody has become master");
    old.start(follow(master()));
    require(Await.until(this::isWell, PATIENCE), "the old master does not follow the new one");
  }

  private boolean isReplaced(RedisProcess old) {
    try {
      RedisProcess now = master();
      return now != old
          && RedisConnection.ask(now.port(), "INFO", "replication").contains("role:master");
    } catch (IOException e) {
      return false;
    }
  }

  /** The server that is master at present. */
  RedisProcess master() throws IOException {
    try (RedisConnection connection = new RedisConnection(ports.get(0))) {
      List<String> address = connection.list("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME);
      return servers.stream()
          .filter(server -> address.contains(Integer.toString(server.port())))
          .findFirst()
          .orElseThrow(() -> new IOException("the Sentinels know no master"));
    }
  }

  /** Whether another failover could begin: everybody knows everybody, and the replica follows. */
  private boolean isWell() {
    try {
      for (int port : ports) {
        try (RedisConnection connection = new RedisConnection(port)) {
          List<String> facts = connection.list("SENTINEL", "MASTER", NAME);
          if (!value(facts, "num-slaves").equals("1")
              || !value(facts, "num-other-sentinels").equals("" + (SENTINELS - 1))) {
            return false;
          }
        }
      }
      RedisProcess master = master();
      for (RedisProcess each : servers) {
        String info = RedisConnection.ask(each.port(), "INFO", "replication");
        if (each != master && !info.contains("master_link_status:up")) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String value(List<String> facts, String key) {
    int at = facts.indexOf(key);
    return at < 0 ? "" : facts.get(at + 1);
  }

  private void require(boolean so, String otherwise) throws IOException {
    if (!so) {
      throw new IOException(otherwise + ", see " + setup.directory());
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Child sentinel : sentinels) {
      sentinel.kill();
    }
    for (RedisProcess server : servers) {
      server.close();
    }
  }
}
