package io.rtmkit.loadtest.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server of a run and its store, each a process on a port and files that stay the same however
 * often it is killed. One thread.
 */
final class Stage {
  private static final List<String> RATES =
      List.of("login", "message", "join", "join-same-channel", "members", "member-counts");

  private final ChaosPlan plan;
  private final Path directory;
  private final int serverPort;
  private final int redisPort;
  private @Nullable Child server;
  private @Nullable Child redis;

  Stage(ChaosPlan plan) throws IOException {
    this.plan = plan;
    directory = Files.createTempDirectory("rtm-chaos");
    Random random = new Random();
    serverPort = Ports.free(random);
    redisPort = Ports.free(random);
  }

  Path directory() {
    return directory;
  }

  String address() {
    return "rtm://127.0.0.1:" + serverPort;
  }

  void start() throws IOException, InterruptedException {
    if (plan.store() == StoreKind.REDIS) {
      startRedis();
    }
    startServer();
  }

  void killServer() throws IOException, InterruptedException {
    alive(server, "the server").kill();
    startServer();
  }

  void killRedis() throws IOException, InterruptedException {
    alive(redis, "Redis").kill();
    startRedis();
  }

  /** Stops Redis from running for a while, as a machine that swaps does. */
  void freezeRedis(long millis) throws IOException, InterruptedException {
    Child frozen = alive(redis, "Redis");
    frozen.signal("STOP");
    Thread.sleep(millis);
    frozen.signal("CONT");
  }

  /** Kills everything; removes the files unless they are to be looked at. */
  void close(boolean keepFiles) throws InterruptedException {
    for (Child each : new Child[] {server, redis}) {
      if (each != null) {
        each.kill();
      }
    }
    if (!keepFiles) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  // One that ended by itself must not pass as one that was killed.
  private static Child alive(@Nullable Child child, String name) throws IOException {
    if (child == null || !child.isAlive()) {
      throw new IOException(name + " is not running");
    }
    return child;
  }

  private void startServer() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.rtmkit.server.Main", "serve", "--port", "" + serverPort));
    settings().forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    server = Child.start(command, directory.resolve("server.log"), "ready in");
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    // The clients are many for one machine, and send again at once what a dead server left open.
    RATES.forEach(rate -> settings.put("rates." + rate, "10000/1s"));
    settings.put("rates.frames", "100000/1s");
    switch (plan.store()) {
      case NONE -> {}
      case EMBEDDED -> {
        settings.put("store.kind", "embedded");
        settings.put("store.path", directory.resolve("store").toString());
      }
      case REDIS -> {
        settings.put("store.kind", "redis");
        settings.put("store.redis.uri", "redis://127.0.0.1:" + redisPort);
      }
    }
    return settings;
  }

  private void startRedis() throws IOException, InterruptedException {
    Path data = Files.createDirectories(directory.resolve("redis"));
    List<String> command = new ArrayList<>(List.of(redisProgram().toString()));
    command.addAll(List.of("--port", "" + redisPort, "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", data.toString(), "--save", ""));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec"));
    redis = Child.start(command, directory.resolve("redis.log"), "Ready to accept connections");
  }

  private Path redisProgram() throws IOException {
    Path given = plan.redisServer();
    if (given != null) {
      return given;
    }
    Path unpacked = directory.resolve("redis-server");
    return Files.exists(unpacked) ? unpacked : RedisProgram.unpack(directory);
  }
}
