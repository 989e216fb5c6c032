package io.rtmkit.loadtest.storm;

import io.rtmkit.loadtest.arrival.Pacing;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.peer.PeerPair;
import io.rtmkit.loadtest.scenario.Logins;
import io.rtmkit.loadtest.scenario.Names;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.Login;
import io.rtmkit.loadtest.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Users who lose their connections all at once and come back at once, while others send to them.
 * Threads: see {@link Scenario}.
 */
final class StormScenario implements Scenario {
  static final String RESUMED = "resumed";
  static final String NOT_RESUMED = "not-resumed";
  static final String NOT_BACK = "not-back";

  private final int clientCount;
  private final int senderCount;
  private final int payload;
  private final Rate rate;
  private final List<WireClient> clients = new ArrayList<>();
  private final List<PeerPair> pairs = new ArrayList<>();
  private @Nullable Scene scene;
  private @Nullable Measurement measurement;
  private PeerPair.@Nullable Timings timings;
  private @Nullable Timing back;
  private @Nullable Timing allBack;
  private @Nullable Timing lag;
  private @Nullable Pacing pacing;
  private volatile boolean isBack = true;

  StormScenario(int clientCount, int senderCount, int payload, Rate rate) {
    this.clientCount = clientCount;
    this.senderCount = senderCount;
    this.payload = payload;
    this.rate = rate;
  }

  @Override
  public void declare(Measurement to) {
    measurement = to;
    back = to.timing("back", "from the loss of all connections until a client was logged in again");
    allBack = to.timing("all-back", "from the loss of all connections until all were logged in");
    timings = PeerPair.Timings.declare(to);
    lag = to.timing(Names.LAG, Names.LAG_MEANING);
    to.counter(RESUMED);
    to.fault(NOT_RESUMED);
    to.fault(NOT_BACK);
  }

  @Override
  public String leading() {
    return "rtt";
  }

  @Override
  public void prepare(Scene with) throws IOException, InterruptedException {
    scene = with;
    List<WireClient> senders = new ArrayList<>();
    for (int i = 0; i < senderCount; i++) {
      WireClient sender = with.client("sender", i);
      with.listen(sender, push -> {});
      senders.add(sender);
    }
    for (int i = 0; i < clientCount; i++) {
      WireClient client = with.client("user", i);
      PeerPair pair =
          new PeerPair(
              i,
              senders.get(i % senderCount),
              client.userId(),
              payload,
              Objects.requireNonNull(measurement),
              Objects.requireNonNull(timings));
      with.listen(client, pair::onPush);
      clients.add(client);
      pairs.add(pair);
    }
    with.login(senders);
    with.login(clients);
  }

  /** The storm breaks in the middle of the time that is measured. */
  @Override
  public void start(Span span) {
    pacing = Pacing.start(pairs, rate, span, Objects.requireNonNull(lag)::done);
    long untilStorm = (span.measureNanos() + span.endNanos()) / 2 - System.nanoTime();
    clients.get(0).loop().schedule(this::breakOut, untilStorm, TimeUnit.NANOSECONDS);
  }

  private void breakOut() {
    isBack = false;
    List<CompletableFuture<Void>> dropped = new ArrayList<>();
    for (WireClient client : clients) {
      dropped.add(CompletableFuture.runAsync(client::drop, client.loop()));
    }
    CompletableFuture.allOf(dropped.toArray(CompletableFuture[]::new)).thenRun(this::comeBack);
  }

  private void comeBack() {
    long lostNanos = System.nanoTime();
    Logins.begin(
            clients,
            Objects.requireNonNull(scene).connecting(),
            (client, began, login) -> onLogin(lostNanos, login))
        .thenRun(
            () -> {
              Objects.requireNonNull(allBack).done(lostNanos);
              isBack = true;
            });
  }

  private void onLogin(long lostNanos, Login login) {
    Measurement to = Objects.requireNonNull(measurement);
    if (!login.isIn()) {
      to.add(NOT_BACK, 1);
      to.refused("login", login.code());
      return;
    }
    Objects.requireNonNull(back).done(lostNanos);
    to.add(login.resumed() ? RESUMED : NOT_RESUMED, 1);
  }

  @Override
  public void stop() {
    if (pacing != null) {
      pacing.stop();
    }
  }

  @Override
  public boolean isSettled() {
    return isBack && pairs.stream().allMatch(PeerPair::isSettled);
  }

  @Override
  public void conclude() {
    pairs.forEach(PeerPair::conclude);
  }
}
