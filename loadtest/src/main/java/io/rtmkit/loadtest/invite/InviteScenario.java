package io.rtmkit.loadtest.invite;

import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.scenario.PacedScenario;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pairs of users, of whom one calls the other. Threads: see {@link Scenario}. */
final class InviteScenario extends PacedScenario<CallPair.Timings> {
  private final int pairCount;
  private final Mix mix;
  private final List<CallPair> pairs = new ArrayList<>();

  InviteScenario(int pairCount, Mix mix, Rate rate) {
    super(rate);
    this.pairCount = pairCount;
    this.mix = mix;
  }

  @Override
  protected CallPair.Timings declareTimings(Measurement to) {
    return CallPair.Timings.declare(to);
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
      CallPair pair = new CallPair(caller, callee, mix, measurement(), timings());
      scene.listen(caller, pair::onCallerPush);
      scene.listen(callee, pair::onCalleePush);
      clients.add(caller);
      clients.add(callee);
      pairs.add(pair);
    }
    scene.login(clients);
  }

  @Override
  protected List<? extends Paced> turns() {
    return pairs;
  }

  @Override
  protected boolean hasEnded() {
    return pairs.stream().allMatch(CallPair::isSettled);
  }

  @Override
  public void conclude() {
    pairs.forEach(CallPair::conclude);
  }
}
