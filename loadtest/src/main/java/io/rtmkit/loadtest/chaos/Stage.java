package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.process.Child;
import io.rtmkit.loadtest.process.Directories;
import io.rtmkit.loadtest.process.Ports;
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
 * The server of a run and its store, each a process on a port and files that stay the same however
 * often it is killed. One thread.
 */
final class Stage {
  private static final List<String> RATES =
      List.of("login", "message", "join", "join-same-channel", "members", "member-counts");

  private final ChaosPlan plan;
  private final Path directory;
  private final int serverPort;
  private @Nullable Child server;
  private final RedisProcess redis;

  Stage(ChaosPlan plan) throws IOException {
    this.plan = plan;
    directory = Files.createTempDirectory("rtm-chaos");
    Random random = new Random();
    serverPort = Ports.free(random);
    redis = new RedisProcess(Ports.free(random), directory, plan.redisServer(), plan.redisFsync());
  }

  Path directory() {
    return directory;
  }

  String address() {
    return "rtm://127.0.0.1:" + serverPort;
  }

  void start() throws IOException, InterruptedException {
    if (plan.store() == StoreKind.REDIS) {
      redis.start();
    }
    startServer();
  }

  RedisProcess redis() {
    return redis;
  }

  /** Kills the server and starts it again at once. */
  void restartServer() throws IOException, InterruptedException {
    Child running = server;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    // One that ended by itself must not pass as one that was killed.
    if (!running.isAlive()) {
      throw new IOException("the server has ended by itself, see " + directory);
    }
    running.kill();
    startServer();
  }

  /** Kills everything; removes the files unless they are to be looked at. */
  void close(boolean keepFiles) throws InterruptedException {
    if (server != null) {
      server.kill();
    }
    redis.close();
    if (!keepFiles) {
      try {
        Directories.delete(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void startServer() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.rtmkit.server.Main", "serve", "--port", "" + serverPort));
    settings().forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    server = Child.start("the server", command, directory.resolve("server.log"), "ready in");
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    // The clients are many for one machine, and send again at once what a dead server left open.
    RATES.forEach(rate -> settings.put("rates." + rate, "10000/1s"));
    settings.put("rates.frames", "100000/1s");
    settings.put("admin.enabled", "off");
    settings.put("data.path", directory.resolve("data").toString());
    switch (plan.store()) {
      case NONE -> {}
      case EMBEDDED -> {
        settings.put("store.kind", "embedded");
        settings.put("store.path", directory.resolve("store").toString());
      }
      case REDIS -> {
        settings.put("store.kind", "redis");
        settings.put("store.redis.uri", redis.uri());
      }
    }
    return settings;
  }
}
