package io.rtmkit.loadtest.sdk;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.arrival.Pacing;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.peer.PeerPair;
import io.rtmkit.loadtest.scenario.Names;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.scenario.TargetUnreachable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of clients of the SDK, of whom one sends to the other. Threads: see {@link Scenario}; an
 * event loop of its own fires, and runs all callbacks.
 */
final class SdkScenario implements Scenario {
  private static final long LOGIN_SECONDS = 30;

  private final int pairCount;
  private final int payload;
  private final Rate rate;
  private final EventLoop loop = new DefaultEventLoop();
  private final List<SdkPair> pairs = new ArrayList<>();
  private @Nullable Measurement measurement;
  private PeerPair.@Nullable Timings timings;
  private @Nullable Timing lag;
  private @Nullable Pacing pacing;

  SdkScenario(int pairCount, int payload, Rate rate) {
    this.pairCount = pairCount;
    this.payload = payload;
    this.rate = rate;
  }

  @Override
  public void declare(Measurement to) {
    measurement = to;
    timings = PeerPair.Timings.declare(to);
    lag = to.timing(Names.LAG, Names.LAG_MEANING);
  }

  @Override
  public String leading() {
    return "rtt";
  }

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    List<CompletableFuture<Void>> logins = new ArrayList<>();
    for (int i = 0; i < pairCount; i++) {
      SdkPair pair =
          new SdkPair(
              i,
              payload,
              scene,
              loop,
              Objects.requireNonNull(measurement),
              Objects.requireNonNull(timings));
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
  public void start(Span span) {
    pacing = Pacing.start(pairs, rate, span, Objects.requireNonNull(lag)::done);
  }

  @Override
  public void stop() {
    if (pacing != null) {
      pacing.stop();
    }
  }

  @Override
  public boolean isSettled() {
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
