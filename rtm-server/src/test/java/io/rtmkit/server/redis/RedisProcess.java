package io.rtmkit.server.redis;

import io.rtmkit.server.e2e.FreePort;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Redis of its own, which can be killed, stopped and started again. One thread. */
public final class RedisProcess implements AutoCloseable {
  /** Options of one that others follow, or that follows: without the usual wait of five seconds. */
  static final List<String> REPLICATED =
      List.of("--appendonly", "yes", "--save", "", "--repl-diskless-sync-delay", "0");

  private final List<String> command;
  private final Path directory;
  private final int port;
  private Process process;

  private RedisProcess(List<String> command, Path directory, int port) {
    this.command = command;
    this.directory = directory;
    this.port = port;
  }

  /** Starts Redis on a free port; null if this machine cannot run it. */
  public static RedisProcess start(Path binary, Path directory, boolean appendOnly)
      throws IOException {
    return start(binary, directory, appendOnly ? "yes" : "no", "everysec");
  }

  /** The same, but whatever it has answered is on the disk, and outlives a crash. */
  public static RedisProcess startDurable(Path binary, Path directory) throws IOException {
    return start(binary, directory, "yes", "always");
  }

  private static RedisProcess start(
      Path binary, Path directory, String appendOnly, String appendFsync) throws IOException {
    List<String> options =
        List.of("--appendonly", appendOnly, "--appendfsync", appendFsync, "--save", "");
    return start(binary, directory, FreePort.find(), options);
  }

  /** The same on a port, with these options. */
  static RedisProcess start(Path binary, Path directory, int port, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(
        List.of(
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            directory.toString()));
    command.addAll(options);
    return start(command, directory, port);
  }

  /** Starts a program that answers as Redis does. */
  static RedisProcess start(List<String> command, Path directory, int port) throws IOException {
    RedisProcess redis = new RedisProcess(command, directory, port);
    redis.start();
    return redis.process.isAlive() ? redis : null;
  }

  /** Starts it on the data that it left behind. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(command)
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
      byte[] answer = socket.getInputStream().readNBytes(7);
      String begin = new String(answer, StandardCharsets.US_ASCII);
      return begin.startsWith("+PONG") || begin.equals("-NOAUTH");
    } catch (IOException e) {
      return false;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  public int port() {
    return port;
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it at once, as a crash does. */
  public void kill() {
    process.destroyForcibly();
    Eventually.until(Duration.ofSeconds(10), () -> !process.isAlive());
  }

  /** Lets it stand still: connections stay, nobody answers. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void resume() throws IOException, InterruptedException {
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
