package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.store.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The packaged server as a process of its own, to be killed. */
final class ServerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "rtm-server.jar");

  private final int port;
  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CountDownLatch outputEnded = new CountDownLatch(1);

  private ServerProcess(int port, Map<String, String> environment, List<String> arguments) {
    this.port = port;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                JAR.toString(),
                "serve",
                "--port",
                Integer.toString(port),
                "--set",
                "store.path=" + Path.of("target", "stores", Integer.toString(port)),
                "--set",
                "data.path=" + Path.of("target", "data", Integer.toString(port)),
                "--set",
                "admin.enabled=off"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      process = builder.start();
      Thread reader = new Thread(this::read, "output of the server");
      reader.setDaemon(true);
      reader.start();
      awaitOutput("ready in");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server and waits until it says that it is ready. */
  static ServerProcess start(int port) {
    return start(port, Map.of());
  }

  /** The same with environment variables and further arguments. */
  static ServerProcess start(int port, Map<String, String> environment, String... arguments) {
    return new ServerProcess(port, environment, List.of(arguments));
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(output::add);
    } catch (IOException | UncheckedIOException e) {
      output.add("the output broke off: " + e.getMessage());
    } finally {
      outputEnded.countDown();
    }
  }

  /** Waits until a line with this text has been written. */
  void awaitOutput(String text) {
    Eventually.until(
        Duration.ofSeconds(60),
        () -> output.stream().anyMatch(line -> line.contains(text)) || outputEnded.getCount() == 0);
    assertThat(output).as("the server ended").anyMatch(line -> line.contains(text));
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

  /** As kill -NAME does. */
  void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      assertThat(code).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the end of the process and of its output; returns the exit code. */
  int awaitExit() {
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(outputEnded.await(30, TimeUnit.SECONDS)).isTrue();
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
