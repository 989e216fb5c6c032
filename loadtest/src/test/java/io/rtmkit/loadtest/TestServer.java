package io.rtmkit.loadtest;

import io.rtmkit.loadtest.process.Child;
import io.rtmkit.loadtest.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The packaged server as a process, for the tests of one class. One thread. */
public final class TestServer implements AutoCloseable {
  public static final Path JAR = Path.of("target", "rtm-bench.jar");

  /** Taken from the directory of the test, if it is there. */
  public static final String CONFIG = "rtmkit.yaml";

  private final List<String> command;
  private final Path log;
  private final int port;
  private Child process;

  private TestServer(List<String> command, Path log, int port)
      throws IOException, InterruptedException {
    this.command = command;
    this.log = log;
    this.port = port;
    this.process = Child.start("the server", command, log, "ready in");
  }

  public static TestServer start(Path directory, String... settings)
      throws IOException, InterruptedException {
    int port = Ports.free(new Random());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", JAR.toString(), "io.rtmkit.server.Main"));
    command.addAll(List.of("serve", "--port", Integer.toString(port)));
    Path config = directory.resolve(CONFIG);
    if (Files.exists(config)) {
      command.addAll(List.of("--config", config.toString()));
    }
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("store.path=" + directory.resolve("store"));
    all.add("data.path=" + directory.resolve("data"));
    all.forEach(setting -> command.addAll(List.of("--set", setting)));
    return new TestServer(command, directory.resolve("log"), port);
  }

  /** Kills it, and starts it again on the same port. */
  public void restart() throws IOException, InterruptedException {
    process.kill();
    process = Child.start("the server", command, log, "ready in");
  }

  public String target() {
    return "localhost:" + port;
  }

  public Child process() {
    return process;
  }

  @Override
  public void close() {
    try {
      process.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
