package io.rtmkit.loadtest.peer;

import io.rtmkit.loadtest.arrival.Pacing;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Pairs of users, of whom one sends to the other. Threads: see {@link Scenario}. */
final class PeerScenario implements Scenario {
  private final int pairCount;
  private final int payload;
  private final Rate rate;
  private final int inFlight;
  private final List<PeerPair> pairs = new ArrayList<>();
  private @Nullable Measurement measurement;
  private PeerPair.@Nullable Timings timings;
  private @Nullable Timing lag;
  private @Nullable Pacing pacing;
  private volatile boolean stopped;

  /**
   * A scenario that has not begun.
   *
   * @param inFlight messages of a pair that wait for their answer; 0 for the rate
   */
  PeerScenario(int pairCount, int payload, Rate rate, int inFlight) {
    this.pairCount = pairCount;
    this.payload = payload;
    this.rate = rate;
    this.inFlight = inFlight;
  }

  @Override
  public void declare(Measurement to) {
    measurement = to;
    timings = PeerPair.Timings.declare(to);
    lag = inFlight == 0 ? to.lag() : null;
  }

  @Override
  public String leading() {
    return "rtt";
  }

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    List<WireClient> clients = new ArrayList<>();
    for (int i = 0; i < pairCount; i++) {
      WireClient sender = scene.client("sender", i, i);
      WireClient receiver = scene.client("receiver", i, i + 1);
      PeerPair pair =
          new PeerPair(
              i,
              sender,
              receiver.userId(),
              payload,
              Objects.requireNonNull(measurement),
              Objects.requireNonNull(timings));
      scene.listen(sender, push -> {});
      scene.listen(receiver, pair::onPush);
      clients.add(sender);
      clients.add(receiver);
      pairs.add(pair);
    }
    scene.login(clients);
  }

  @Override
  public void start(Span span) {
    Timing late = lag;
    if (late != null) {
      pacing = Pacing.start(pairs, rate, span, late::done);
      return;
    }
    for (PeerPair pair : pairs) {
      pair.whenAnswered(pauseMs -> fireAfter(pauseMs, pair, span));
      pair.loop()
          .execute(
              () -> {
                for (int i = 0; i < inFlight; i++) {
                  fireUntil(pair, span);
                }
              });
    }
  }

  /** A server that answers "too often" says when it would not. */
  private void fireAfter(int pauseMs, PeerPair pair, Span span) {
    if (pauseMs == 0) {
      fireUntil(pair, span);
    } else {
      pair.loop().schedule(() -> fireUntil(pair, span), pauseMs, TimeUnit.MILLISECONDS);
    }
  }

  private void fireUntil(PeerPair pair, Span span) {
    long now = System.nanoTime();
    if (!stopped && now - span.endNanos() < 0) {
      pair.fire(now);
    }
  }

  @Override
  public void stop() {
    stopped = true;
    if (pacing != null) {
      pacing.stop();
    }
  }

  @Override
  public void giveUp() {
    if (pacing != null) {
      pacing.giveUp();
    }
  }

  @Override
  public boolean isSettled() {
    return (pacing == null || pacing.isThrough()) && pairs.stream().allMatch(PeerPair::isSettled);
  }

  @Override
  public void conclude() {
    pairs.forEach(PeerPair::conclude);
  }
}
