package io.rtmkit.loadtest.invite;

import io.rtmkit.loadtest.arrival.Pacing;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.scenario.Names;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pairs of users, of whom one calls the other. Threads: see {@link Scenario}. */
final class InviteScenario implements Scenario {
  private final int pairCount;
  private final Mix mix;
  private final Rate rate;
  private final List<CallPair> pairs = new ArrayList<>();
  private @Nullable Measurement measurement;
  private CallPair.@Nullable Timings timings;
  private @Nullable Timing lag;
  private @Nullable Pacing pacing;

  InviteScenario(int pairCount, Mix mix, Rate rate) {
    this.pairCount = pairCount;
    this.mix = mix;
    this.rate = rate;
  }

  @Override
  public void declare(Measurement to) {
    measurement = to;
    timings = CallPair.Timings.declare(to);
    lag = to.timing(Names.LAG, Names.LAG_MEANING);
  }

  @Override
  public String leading() {
    return "ring";
  }

  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    List<WireClient> clients = new ArrayList<>();
    for (int i = 0; i < pairCount; i++) {
      WireClient caller = scene.client("caller", i);
      WireClient callee = scene.client("callee", i);
      CallPair pair =
          new CallPair(
              caller,
              callee,
              mix,
              Objects.requireNonNull(measurement),
              Objects.requireNonNull(timings));
      scene.listen(caller, pair::onCallerPush);
      scene.listen(callee, pair::onCalleePush);
      clients.add(caller);
      clients.add(callee);
      pairs.add(pair);
    }
    scene.login(clients);
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
    return pairs.stream().allMatch(CallPair::isSettled);
  }

  @Override
  public void conclude() {
    pairs.forEach(CallPair::conclude);
  }
}
