package io.rtmkit.loadtest.chaos;

import io.rtmkit.loadtest.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Redis that keeps its data in a directory, however often it is killed. One thread. */
final class RedisProcess {
  private final int port;
  private final Path directory;
  private final @Nullable Path givenProgram;
  private final String fsync;
  private @Nullable Child child;

  /**
   * A Redis that does not run yet.
   *
   * @param program executable; null for the one that comes along
   * @param fsync the setting appendfsync
   */
  RedisProcess(int port, Path directory, @Nullable Path program, String fsync) {
    this.port = port;
    this.directory = directory;
    this.givenProgram = program;
    this.fsync = fsync;
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Starts it and waits until it has loaded what it kept. */
  void start() throws IOException, InterruptedException {
    Path data = Files.createDirectories(directory.resolve("redis"));
    List<String> command = new ArrayList<>(List.of(program().toString()));
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", data.toString(), "--save", ""));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", fsync));
    child =
        Child.start(
            "Redis", command, directory.resolve("redis.log"), "Ready to accept connections");
  }

  /** Kills it and starts it again at once. */
  void restart() throws IOException, InterruptedException {
    running().kill();
    start();
  }

  /** Stops it from running for a while, as a machine that swaps does. */
  void freeze(long millis) throws IOException, InterruptedException {
    Child frozen = running();
    frozen.signal("STOP");
    Thread.sleep(millis);
    frozen.signal("CONT");
  }

  /** Kills it, if it runs. */
  void close() throws InterruptedException {
    if (child != null) {
      child.kill();
    }
  }

  private Child running() throws IOException {
    Child running = child;
    if (running == null || !running.isAlive()) {
      throw new IOException("Redis is not running, see " + directory);
    }
    return running;
  }

  private Path program() throws IOException {
    if (givenProgram != null) {
      return givenProgram;
    }
    Path unpacked = directory.resolve("redis-server");
    return Files.exists(unpacked) ? unpacked : RedisProgram.unpack(directory);
  }
}
