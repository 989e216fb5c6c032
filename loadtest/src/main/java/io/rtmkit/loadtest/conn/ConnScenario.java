package io.rtmkit.loadtest.conn;

import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.arrival.Pacing;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.scenario.Logins;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.Login;
import io.rtmkit.loadtest.wire.WireClient;
import io.rtmkit.loadtest.wire.WireListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Many users log in and stay. Threads: see {@link Scenario}. */
final class ConnScenario implements Scenario {
  static final String FAILED = "failed";
  static final String LOGGED_IN = "logged-in";

  private final int clientCount;
  private final @Nullable Rate rate;
  private final long holdNanos;
  private final List<WireClient> clients = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile long allInNanos;
  private int connecting = 1;
  private @Nullable Measurement measurement;
  private @Nullable Timing login;
  private @Nullable Timing allIn;
  private @Nullable Timing lag;
  private @Nullable Pacing pacing;

  /**
   * A scenario that has not begun.
   *
   * @param rate null for as fast as some at a time get in
   */
  ConnScenario(int clientCount, @Nullable Rate rate, long holdNanos) {
    this.clientCount = clientCount;
    this.rate = rate;
    this.holdNanos = holdNanos;
  }

  @Override
  public void declare(Measurement to) {
    measurement = to;
    login =
        to.timing("login", "from when a client was to connect until the server had logged it in");
    allIn = to.timing("all-in", "from the beginning until all were logged in");
    lag = rate == null ? null : to.lag();
    to.counter(LOGGED_IN);
    to.fault(FAILED);
    to.fault(Measurement.DISCONNECTED);
  }

  @Override
  public String leading() {
    return "login";
  }

  /** The first client goes ahead, so that an unreachable target is told as such. */
  @Override
  public void prepare(Scene scene) throws IOException, InterruptedException {
    connecting = scene.connecting();
    scene.login(List.of(scene.client("first", 0)));
    for (int i = 0; i < clientCount; i++) {
      WireClient client = scene.client("user", i);
      client.listener(
          new WireListener() {
            @Override
            public void onLost(int code, String reason) {
              Objects.requireNonNull(measurement).add(Measurement.DISCONNECTED, 1);
            }
          });
      clients.add(client);
    }
  }

  @Override
  public void start(Span span) {
    Rate arrival = rate;
    Timing late = lag;
    if (arrival == null || late == null) {
      Logins.begin(clients, connecting, (client, began, answer) -> onLogin(began, answer));
    } else {
      List<Attempt> attempts = clients.stream().map(Attempt::new).toList();
      pacing = Pacing.once(attempts, arrival, span, late::done);
    }
  }

  /** The login of one client. Called on the client's event loop. */
  private final class Attempt implements Paced {
    private final WireClient client;

    Attempt(WireClient client) {
      this.client = client;
    }

    @Override
    public EventLoop loop() {
      return client.loop();
    }

    @Override
    public void fire(long intendedNanos) {
      client.connect(answer -> onLogin(intendedNanos, answer));
    }
  }

  private void onLogin(long intendedNanos, Login answer) {
    Measurement to = Objects.requireNonNull(measurement);
    if (answer.isIn()) {
      Objects.requireNonNull(login).done(intendedNanos);
      to.add(LOGGED_IN, 1);
    } else {
      to.add(FAILED, 1);
      if (answer.code() != Login.UNREACHABLE) {
        to.refused("login", answer.code());
      }
    }
    if (answered.incrementAndGet() == clientCount) {
      Objects.requireNonNull(allIn).done(to.span().beginNanos());
      allInNanos = System.nanoTime();
    }
  }

  @Override
  public boolean isOver() {
    long all = allInNanos;
    return all != 0 && System.nanoTime() - all - holdNanos >= 0;
  }

  @Override
  public double progress(Span span) {
    double in = (double) answered.get() / clientCount;
    long all = allInNanos;
    double held = all == 0 ? 0 : (double) (System.nanoTime() - all) / Math.max(1, holdNanos);
    return (in + held) / 2;
  }

  @Override
  public void stop() {
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
    return allInNanos != 0;
  }

  @Override
  public void conclude() {
    Objects.requireNonNull(measurement).add(Measurement.UNANSWERED, clientCount - answered.get());
  }
}
