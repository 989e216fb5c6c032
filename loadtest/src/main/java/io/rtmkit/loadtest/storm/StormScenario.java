package io.rtmkit.loadtest.storm;

import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.peer.PeerPair;
import io.rtmkit.loadtest.scenario.Logins;
import io.rtmkit.loadtest.scenario.PacedScenario;
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
final class StormScenario extends PacedScenario<StormScenario.Timings> {
  /**
   * What is measured of a storm.
   *
   * @param back of each client
   * @param messages of what is sent meanwhile
   */
  record Timings(Timing back, Timing allBack, PeerPair.Timings messages) {}

  static final String RESUMED = "resumed";
  static final String NOT_RESUMED = "not-resumed";
  static final String NOT_BACK = "not-back";

  private final int clientCount;
  private final int senderCount;
  private final int payload;
  private final List<WireClient> clients = new ArrayList<>();
  private final List<PeerPair> pairs = new ArrayList<>();
  private @Nullable Scene scene;
  private volatile boolean isBack = true;

  StormScenario(int clientCount, int senderCount, int payload, Rate rate) {
    super(rate);
    this.clientCount = clientCount;
    this.senderCount = senderCount;
    this.payload = payload;
  }

  @Override
  protected Timings declareTimings(Measurement to) {
    to.counter(RESUMED);
    to.fault(NOT_RESUMED);
    to.fault(NOT_BACK);
    return new Timings(
        to.timing("back", "from the loss of all connections until a client was logged in again"),
        to.timing("all-back", "from the loss of all connections until all were logged in"),
        PeerPair.Timings.declare(to));
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
              measurement(),
              timings().messages());
      with.listen(client, pair::onPush);
      clients.add(client);
      pairs.add(pair);
    }
    with.login(senders);
    with.login(clients);
  }

  @Override
  protected List<? extends Paced> turns() {
    return pairs;
  }

  /** The storm breaks in the middle of the time that is measured. */
  @Override
  public void start(Span span) {
    super.start(span);
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
              timings().allBack().done(lostNanos);
              isBack = true;
            });
  }

  private void onLogin(long lostNanos, Login login) {
    Measurement to = measurement();
    if (!login.isIn()) {
      to.add(NOT_BACK, 1);
      to.refused("login", login.code());
      return;
    }
    timings().back().done(lostNanos);
    to.add(login.resumed() ? RESUMED : NOT_RESUMED, 1);
  }

  @Override
  protected boolean hasEnded() {
    return isBack && pairs.stream().allMatch(PeerPair::isSettled);
  }

  @Override
  public void conclude() {
    pairs.forEach(PeerPair::conclude);
  }
}
