package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The packaged server as a process of its own, to be killed. */
final class ServerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "rtm-server.jar");

  private final int port;
  private final Process process;
  private final List<String> output = new ArrayList<>();

  private ServerProcess(int port, String... settings) {
    this.port = port;
    try {
      process = new ProcessBuilder(command(port, settings)).redirectErrorStream(true).start();
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(int port, String... settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", JAR.toString(), "serve"));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(
        List.of("--set", "store.path=" + Path.of("target", "stores", Integer.toString(port))));
    command.addAll(
        List.of("--set", "data.path=" + Path.of("target", "data", Integer.toString(port))));
    command.addAll(List.of("--set", "admin.enabled=off"));
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    return command;
  }

  /**
   * Starts a server and waits until it says that it is ready.
   *
   * @param settings besides the usual ones, as "key=value"
   */
  static ServerProcess start(int port, String... settings) {
    return new ServerProcess(port, settings);
  }

  /**
   * A port below those that systems give to outgoing connections: from such a port a client that
   * calls a server just killed may reach itself, and keep the port from the next server.
   */
  static int freePort() {
    IOException last = null;
    for (int port : new Random().ints(100, 20_000, 30_000).toArray()) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        last = e;
      }
    }
    throw new UncheckedIOException("no free port", last);
  }

  private void awaitReady() throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    do {
      line = reader.readLine();
      assertThat(line).as("the server ended: %s", output).isNotNull();
      output.add(line);
    } while (!line.contains("ready in"));
  }

  List<String> output() {
    return output;
  }

  String address() {
    return "rtm://127.0.0.1:" + port;
  }

  /** As kill -9 does. */
  void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** As kill does; returns the exit code. */
  int terminate() {
    process.destroy();
    return awaitExit();
  }

  private int awaitExit() {
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
