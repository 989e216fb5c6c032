package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.Envelope;
import io.rtmkit.protocol.v1.GoodbyePush;
import io.rtmkit.server.core.Readiness;
import io.rtmkit.server.store.Eventually;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Stopping: what was accepted goes out, everybody is told, nobody is let in. */
class DrainIT {
  @Test
  void sendsWhatItAcceptedSaysGoodbyeAndLetsNobodyIn() throws InterruptedException {
    TestServer server = TestServer.start();
    WireClient alice = WireClient.login(server, "alice");
    WireClient bob = WireClient.login(server, "bob");
    alice.join("room");
    bob.join("room");
    for (int i = 0; i < 100; i++) {
      alice.ask(WireClient.toChannel("room", "m" + i));
    }
    alice.call(WireClient.ping()); // behind the hundred: they are accepted
    long start = System.nanoTime();
    Thread stopping = new Thread(server::close);
    stopping.start();
    int messages = 0;
    GoodbyePush goodbye = null;
    for (Envelope e = bob.read(); e != null; e = bob.read()) {
      messages += e.getPush().getPublication().hasMessage() ? 1 : 0;
      goodbye = e.getPush().hasGoodbye() ? e.getPush().getGoodbye() : goodbye;
    }
    assertThat(messages).isEqualTo(100);
    assertThat(goodbye.getCloseCode()).isEqualTo(CloseCode.CLOSE_CODE_SERVER_DRAINING_VALUE);
    assertThat(goodbye.getRetryAfterMs()).isPositive();
    alice.close();
    bob.close();
    stopping.join();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThatThrownBy(() -> WireClient.connect(server)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aClientThatDoesNotHangUpDoesNotHoldTheServer() {
    TestServer server = TestServer.start();
    WireClient stubborn = WireClient.login(server, "stubborn");
    long start = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(stubborn.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_SERVER_DRAINING);
  }

  @Test
  void saysThatItIsNotReadyBeforeAnybodyIsSentAway() throws InterruptedException {
    TestServer server = TestServer.start(Map.of("shutdown.unready", "5s"));
    WireClient alice = WireClient.login(server, "alice");
    Readiness readiness = server.server().readiness();
    assertThat(readiness.isReady()).isTrue();
    long start = System.nanoTime();
    Thread stopping = new Thread(server::close);
    stopping.start();
    Eventually.until(Duration.ofSeconds(5), () -> !readiness.isReady());
    assertThat(readiness.problems()).containsExactly("draining");
    WireClient.login(server, "the balancer did not look yet").close();
    assertThat(alice.call(WireClient.ping()).getCode()).isZero();
    assertThat(alice.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_SERVER_DRAINING);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(5));
    alice.close();
    stopping.join();
  }

  @Test
  void sendsClientsAwayAtARateAndLetsNobodyInMeanwhile() {
    TestServer server = TestServer.start(Map.of("shutdown.rate", "20"));
    List<CompletableFuture<Long>> goodbyes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      WireClient client = WireClient.login(server, "user" + i);
      goodbyes.add(
          CompletableFuture.supplyAsync(
              () -> {
                try (client) {
                  assertThat(client.closeCode()).isEqualTo(CloseCode.CLOSE_CODE_SERVER_DRAINING);
                  return System.nanoTime();
                }
              },
              task -> new Thread(task).start()));
    }
    long start = System.nanoTime();
    server.server().drain();
    List<Long> times = goodbyes.stream().map(CompletableFuture::join).sorted().toList();
    assertThat(Duration.ofNanos(times.get(39) - start))
        .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(15));
    // The first may have been late to see it.
    assertThat(Duration.ofNanos(times.get(39) - times.get(0)))
        .isGreaterThan(Duration.ofMillis(700));
    assertThatThrownBy(() -> WireClient.connect(server)).isInstanceOf(UncheckedIOException.class);
    assertThat(server.server().connectionCount()).isZero();
    server.close();
  }
}
