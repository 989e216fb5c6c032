package io.rtmkit.loadtest.redis;

import io.rtmkit.loadtest.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Redis that keeps its data in a directory, however often it is killed. One thread. */
public final class RedisProcess implements RedisSite {
  private final RedisSetup setup;
  private final String name;
  private final int port;
  private final List<String> options;
  private final List<String> launcher;
  private @Nullable Child child;

  /** A Redis by itself, which does not run yet. */
  public RedisProcess(RedisSetup setup, int port) {
    this(setup, port, List.of());
  }

  /**
   * The same, started by another program.
   *
   * @param launcher what stands in front of the command
   */
  public RedisProcess(RedisSetup setup, int port, List<String> launcher) {
    this(setup, "redis", port, List.of(), launcher);
  }

  /**
   * The same as one of several.
   *
   * @param name of its files
   * @param options beside the usual ones
   */
  RedisProcess(RedisSetup setup, String name, int port, List<String> options) {
    this(setup, name, port, options, List.of());
  }

  private RedisProcess(
      RedisSetup setup, String name, int port, List<String> options, List<String> launcher) {
    this.launcher = launcher;
    this.setup = setup;
    this.name = name;
    this.port = port;
    this.options = options;
  }

  public int port() {
    return port;
  }

  @Override
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Starts it and waits until it has loaded what it kept. */
  @Override
  public void start() throws IOException, InterruptedException {
    start(List.of());
  }

  /** The same with options that are for this start alone. */
  void start(List<String> more) throws IOException, InterruptedException {
    Path data = Files.createDirectories(setup.directory().resolve(name));
    List<String> command = new ArrayList<>(launcher);
    command.add(setup.program().toString());
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", data.toString(), "--save", ""));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", setup.fsync()));
    command.addAll(options);
    command.addAll(more);
    Path log = setup.directory().resolve(name + ".log");
    child = Child.start("Redis", command, log, "Ready to accept connections");
  }

  /** Kills it and starts it again at once. */
  public void restart() throws IOException, InterruptedException {
    running().kill();
    start();
  }

  /** Stops it from running for a while, as a machine that swaps does. */
  public void freeze(long millis) throws IOException, InterruptedException {
    Child frozen = running();
    frozen.signal("STOP");
    Thread.sleep(millis);
    frozen.signal("CONT");
  }

  /** Process id, to read what it uses. */
  public long pid() throws IOException {
    return running().pid();
  }

  boolean isAlive() {
    return child != null && child.isAlive();
  }

  /** A connection to it, for a few commands. */
  public RedisConnection connect() throws IOException {
    return new RedisConnection(port);
  }

  @Override
  public void close() throws InterruptedException {
    if (child != null) {
      child.kill();
    }
  }

  private Child running() throws IOException {
    Child running = child;
    if (running == null || !running.isAlive()) {
      throw new IOException(name + " is not running, see " + setup.directory());
    }
    return running;
  }
}
