package io.rtmkit.loadtest.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.process.Await;
import io.rtmkit.loadtest.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Redis that comes along keeps its data over a kill, and can be frozen. */
class RedisProcessIT {
  private static final int PATIENCE_MS = 10_000;
  private static final int MOMENT_MS = 200;

  @TempDir Path directory;
  private RedisProcess redis;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    redis = new RedisProcess(new RedisSetup(directory, null, "always"), Ports.free(new Random()));
    redis.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    redis.close();
  }

  /** Sends one command; returns what comes back, up to so many bytes. */
  private String ask(String command, int bytes) throws IOException {
    return ask(command, bytes, PATIENCE_MS);
  }

  private String ask(String command, int bytes, int patienceMs) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(redis.uri()).getPort())) {
      socket.setSoTimeout(patienceMs);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void whatWasAnsweredOutlivesAKill() throws IOException, InterruptedException {
    assertThat(ask("SET key value", 5)).isEqualTo("+OK\r\n");
    redis.restart();
    assertThat(ask("GET key", 11)).isEqualTo("$5\r\nvalue\r\n");
  }

  @Test
  void answersNothingWhileItIsFrozen() throws IOException, InterruptedException {
    Thread freezer = new Thread(this::freeze);
    freezer.start();
    assertThat(Await.until(() -> !isAnswering(), Duration.ofSeconds(10))).isTrue();
    freezer.join();
    assertThat(ask("PING", 7)).isEqualTo("+PONG\r\n");
  }

  private void freeze() {
    try {
      redis.freeze(5_000);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isAnswering() {
    try {
      return ask("PING", 7, MOMENT_MS).equals("+PONG\r\n");
    } catch (IOException e) {
      return false;
    }
  }
}
