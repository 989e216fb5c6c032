package io.rtmkit.loadtest.cluster;

import io.rtmkit.loadtest.compare.work.Cores;
import io.rtmkit.loadtest.process.Child;
import io.rtmkit.loadtest.process.Ports;
import io.rtmkit.loadtest.redis.RedisProcess;
import io.rtmkit.loadtest.wire.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One server with its own store, or several on one Redis, all on the processor of the servers. One
 * thread.
 */
final class Site implements AutoCloseable {
  private static final String APP = "0123456789abcdef0123456789abcdef";
  private static final List<String> RATES = List.of("login", "message", "join", "frames");

  private final String name;
  private final @Nullable RedisProcess redis;
  private final List<Child> servers = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  /**
   * A site without servers yet.
   *
   * @param redis that all of them use; null for one with its own store
   */
  Site(String name, @Nullable RedisProcess redis) {
    this.name = name;
    this.redis = redis;
  }

  /** Starts one more server. */
  void addServer(Path directory) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(directory, "server-");
    int port = Ports.free(new Random());
    List<String> command = new ArrayList<>(Cores.pinnedToServer());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx1g"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.rtmkit.server.Main", "serve", "--port", "" + port));
    settings(own).forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    servers.add(Child.start("a server", command, own.resolve("log"), "ready in"));
    addresses.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private Map<String, String> settings(Path own) {
    Map<String, String> settings = new LinkedHashMap<>();
    RATES.forEach(rate -> settings.put("rates." + rate, "10000000/1s"));
    settings.put("admin.port", "0");
    settings.put("data.path", own.resolve("data").toString());
    settings.put("store.path", own.resolve("store").toString());
    if (redis != null) {
      settings.put("store.kind", "redis");
      settings.put("store.redis.uri", redis.uri());
      settings.put("cluster.kind", "redis");
      settings.put("cluster.name", "server-" + servers.size());
    }
    return settings;
  }

  String name() {
    return name;
  }

  Target target() {
    return new Target(List.copyOf(addresses), false, APP, "");
  }

  /** Where to read what the servers use, and their Redis. */
  SiteUsage usage() {
    return new SiteUsage(servers.stream().map(Child::pid).toList(), redis);
  }

  @Override
  public void close() {
    try {
      for (Child server : servers) {
        server.kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
