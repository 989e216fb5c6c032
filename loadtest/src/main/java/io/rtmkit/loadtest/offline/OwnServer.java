package io.rtmkit.loadtest.offline;

import io.rtmkit.loadtest.process.Child;
import io.rtmkit.loadtest.process.Directories;
import io.rtmkit.loadtest.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A server that this run starts for itself, with a store that goes with it. One thread. */
final class OwnServer {
  private final Child process;
  private final Path directory;
  private final int port;

  private OwnServer(Child process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param durability the setting store.durability
   */
  static OwnServer start(String durability) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("rtm-offline");
    int port = Ports.free(new Random());
    List<String> command = command(port, directory, durability);
    Child process = Child.start("the server", command, directory.resolve("log"), "ready in");
    return new OwnServer(process, directory, port);
  }

  private static List<String> command(int port, Path directory, String durability) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.rtmkit.server.Main", "serve", "--port", "" + port));
    List<String> settings =
        List.of(
            "store.path=" + directory.resolve("store"),
            "store.durability=" + durability,
            "data.path=" + directory.resolve("data"),
            "admin.enabled=off",
            "rates.message=1000000/1s",
            "rates.frames=1000000/1s");
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    return command;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  long pid() {
    return process.pid();
  }

  /** Kills it and deletes what it has stored. */
  void stop() throws IOException, InterruptedException {
    process.kill();
    Directories.delete(directory);
  }
}
