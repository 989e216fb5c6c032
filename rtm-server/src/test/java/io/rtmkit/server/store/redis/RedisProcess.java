package io.rtmkit.server.store.redis;

import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A Redis of its own, which can be killed, stopped and started again. One thread. */
final class RedisProcess implements AutoCloseable {
  private final Path binary;
  private final Path directory;
  private final boolean appendOnly;
  private final int port;
  private Process process;

  private RedisProcess(Path binary, Path directory, boolean appendOnly, int port) {
    this.binary = binary;
    this.directory = directory;
    this.appendOnly = appendOnly;
    this.port = port;
  }

  /** Starts Redis on a free port; null if this machine cannot run it. */
  static RedisProcess start(Path binary, Path directory, boolean appendOnly) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    RedisProcess redis = new RedisProcess(binary, directory, appendOnly, port);
    redis.start();
    if (!redis.process.isAlive()) {
      return null;
    }
    return redis;
  }

  /** Starts it on the data that it left behind. */
  void start() throws IOException {
    process =
        new ProcessBuilder(
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--appendonly",
                appendOnly ? "yes" : "no",
                "--appendfsync",
                "everysec",
                "--save",
                "")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("redis.log").toFile())
            .start();
    Eventually.until(Duration.ofSeconds(20), () -> !process.isAlive() || answers());
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      socket.setSoTimeout(500);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '+';
    } catch (IOException e) {
      return false;
    }
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it at once, as a crash does. */
  void kill() {
    process.destroyForcibly();
    Eventually.until(Duration.ofSeconds(10), () -> !process.isAlive());
  }

  /** Lets it stand still: connections stay, nobody answers. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " failed");
    }
  }

  @Override
  public void close() {
    kill();
  }
}
