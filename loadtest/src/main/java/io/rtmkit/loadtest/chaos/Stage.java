package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.chaos.FaultName.RedisKind;
import io.rtmkit.loadtest.forward.Forwarder;
import io.rtmkit.loadtest.process.Directories;
import io.rtmkit.loadtest.process.Ports;
import io.rtmkit.loadtest.redis.RedisCluster;
import io.rtmkit.loadtest.redis.RedisProcess;
import io.rtmkit.loadtest.redis.RedisSentinels;
import io.rtmkit.loadtest.redis.RedisSetup;
import io.rtmkit.loadtest.redis.RedisSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a run and their store, each a process on a port and files that stay the same
 * however often it is killed, and what stands between them and the clients. One thread.
 */
final class Stage {
  private static final List<String> RATES =
      List.of(
          "login",
          "message",
          "join",
          "join-same-channel",
          "members",
          "member-counts",
          "query-presence",
          "watch-presence",
          "invitation");

  private final ChaosPlan plan;
  private final Path directory;
  private final Random random = new Random();
  private final List<ServerNode> nodes = new ArrayList<>();
  // Between each server and Redis, if servers are to be cut off.
  private final List<Forwarder> lines = new ArrayList<>();
  private final RedisSite redis;
  private @Nullable Forwarder balancer;
  private @Nullable Forwarder hopLine;

  Stage(ChaosPlan plan) throws IOException {
    this.plan = plan;
    directory = Files.createTempDirectory("rtm-chaos");
    RedisSetup setup = new RedisSetup(directory, plan.redisServer(), plan.redisFsync());
    redis =
        switch (plan.redisKind()) {
          case ANY, SINGLE -> new RedisProcess(setup, Ports.free(random));
          case SENTINEL -> new RedisSentinels(setup, random);
          case CLUSTER -> new RedisCluster(setup, random);
        };
  }

  Path directory() {
    return directory;
  }

  /** Where clients go: to the one server, or to whatever chooses one for them. */
  String address() {
    return balancer == null ? nodes.get(0).address() : addressOf(balancer);
  }

  /** The same for the client that hops. */
  String hopAddress() {
    return hopLine == null ? address() : addressOf(hopLine);
  }

  private static String addressOf(Forwarder forwarder) {
    return "rtm://127.0.0.1:" + forwarder.port();
  }

  void start() throws IOException, InterruptedException {
    if (plan.store() == StoreKind.REDIS) {
      redis.start();
    }
    for (int i = 0; i < plan.nodes(); i++) {
      String name = plan.nodes() == 1 ? "server" : "server-" + i;
      ServerNode node = new ServerNode(name, Ports.free(random), directory, settings(i));
      nodes.add(node);
      node.start();
    }
    if (plan.nodes() > 1) {
      List<Integer> ports = nodes.stream().map(ServerNode::port).toList();
      balancer = new Forwarder(Ports.free(random), ports);
      hopLine = new Forwarder(Ports.free(random), ports);
    }
  }

  List<ServerNode> nodes() {
    return nodes;
  }

  RedisSite redis() {
    return redis;
  }

  /** What is between a server and Redis. */
  Forwarder line(int node) {
    return lines.get(node);
  }

  /** What is between the servers and the client that hops. */
  Forwarder hopLine() {
    if (hopLine == null) {
      throw new IllegalStateException("one server only");
    }
    return hopLine;
  }

  /** Kills everything; removes the files unless they are to be looked at. */
  void close(boolean keepFiles) throws InterruptedException {
    if (balancer != null) {
      balancer.close();
    }
    if (hopLine != null) {
      hopLine.close();
    }
    for (ServerNode node : nodes) {
      node.close();
    }
    lines.forEach(Forwarder::close);
    redis.close();
    if (!keepFiles) {
      try {
        Directories.delete(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Map<String, String> settings(int node) throws IOException, InterruptedException {
    Map<String, String> settings = new LinkedHashMap<>();
    // The clients are many for one machine, and send again at once what a dead server left open.
    RATES.forEach(rate -> settings.put("rates." + rate, "10000/1s"));
    settings.put("rates.frames", "100000/1s");
    settings.put("admin.enabled", "off");
    boolean alone = plan.nodes() == 1;
    settings.put("data.path", directory.resolve(alone ? "data" : "data-" + node).toString());
    switch (plan.store()) {
      case NONE -> {}
      case EMBEDDED -> {
        settings.put("store.kind", "embedded");
        settings.put("store.path", directory.resolve("store").toString());
      }
      case REDIS -> {
        settings.put("store.kind", "redis");
        settings.put("store.redis.uri", redisUri());
      }
    }
    if (!alone) {
      settings.put("cluster.kind", "redis");
      settings.put("cluster.name", "node-" + node);
    }
    return settings;
  }

  private String redisUri() throws IOException, InterruptedException {
    // Behind Sentinels or a cluster a server finds its own way to Redis.
    if (plan.redisKind() == RedisKind.SINGLE
        && plan.cuts()
        && redis instanceof RedisProcess single) {
      Forwarder line = new Forwarder(Ports.free(random), List.of(single.port()));
      lines.add(line);
      return "redis://127.0.0.1:" + line.port();
    }
    return redis.uri();
  }
}
