package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.process.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One server: a process on a port that stays the same however often it is killed. One thread. */
final class ServerNode {
  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final String name;
  private final int port;
  private final Path directory;
  private final Map<String, String> settings;
  private @Nullable Child child;

  /**
   * A server that does not run yet.
   *
   * @param directory for its log
   */
  ServerNode(String name, int port, Path directory, Map<String, String> settings) {
    this.name = name;
    this.port = port;
    this.directory = directory;
    this.settings = settings;
  }

  int port() {
    return port;
  }

  String address() {
    return "rtm://127.0.0.1:" + port;
  }

  /** Starts it and waits until it is ready. */
  void start() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.rtmkit.server.Main", "serve", "--port", "" + port));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    child = Child.start("the server", command, directory.resolve(name + ".log"), "ready in");
  }

  /** Ends it without a word. */
  void kill() throws IOException, InterruptedException {
    running().kill();
  }

  /** Asks it to end, and waits until it has. */
  void terminate() throws IOException, InterruptedException {
    running().terminate(DRAIN);
  }

  /** Stops it from running for a while. */
  void freeze(long millis) throws IOException, InterruptedException {
    Child frozen = running();
    frozen.signal("STOP");
    Thread.sleep(millis);
    frozen.signal("CONT");
  }

  /** Fails if it has ended by itself. */
  void requireAlive() throws IOException {
    running();
  }

  /** Kills it, if it runs. */
  void close() throws InterruptedException {
    if (child != null) {
      child.kill();
    }
  }

  // One that ended by itself must not pass as one that was killed.
  private Child running() throws IOException {
    Child running = child;
    if (running == null || !running.isAlive()) {
      throw new IOException("the server has ended by itself, see " + directory);
    }
    return running;
  }
}
