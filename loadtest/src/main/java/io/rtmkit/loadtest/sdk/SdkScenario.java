package io.rtmkit.loadtest.sdk;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.peer.PeerPair;
import io.rtmkit.loadtest.scenario.PacedScenario;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.scenario.TargetUnreachable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pairs of clients of the SDK, of whom one sends to the other. Threads: see {@link Scenario}; an
 * event loop of its own fires, and runs all callbacks.
 */
final class SdkScenario extends PacedScenario<PeerPair.Timings> {
  private static final long LOGIN_SECONDS = 30;

  private final int pairCount;
  private final int payload;
  private final EventLoop loop = new DefaultEventLoop();
  private final List<SdkPair> pairs = new ArrayList<>();

  SdkScenario(int pairCount, int payload, Rate rate) {
    super(rate);
    this.pairCount = pairCount;
    this.payload = payload;
  }

  @Override
  protected PeerPair.Timings declareTimings(Measurement to) {
    return PeerPair.Timings.declare(to);
  }

  @Override
  public String leading() {
    return "rtt";
  }

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    List<CompletableFuture<Void>> logins = new ArrayList<>();
    for (int i = 0; i < pairCount; i++) {
      SdkPair pair = new SdkPair(i, payload, scene, loop, measurement(), timings());
      pairs.add(pair);
      logins.add(pair.login());
    }
    try {
      CompletableFuture.allOf(logins.toArray(CompletableFuture[]::new))
          .get(LOGIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new TargetUnreachable(
          "cannot reach " + scene.target().text() + ": " + cause.getMessage());
    }
  }

  @Override
  protected List<? extends Paced> turns() {
    return pairs;
  }

  @Override
  protected boolean hasEnded() {
    return CompletableFuture.supplyAsync(() -> pairs.stream().allMatch(SdkPair::isSettled), loop)
        .join();
  }

  @Override
  public void conclude() {
    CompletableFuture.runAsync(() -> pairs.forEach(SdkPair::conclude), loop).join();
    close();
  }

  private void close() {
    pairs.forEach(SdkPair::release);
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
