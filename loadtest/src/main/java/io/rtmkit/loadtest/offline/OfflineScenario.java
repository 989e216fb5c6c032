package io.rtmkit.loadtest.offline;

import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.scenario.Logins;
import io.rtmkit.loadtest.scenario.Scenario;
import io.rtmkit.loadtest.scenario.Scene;
import io.rtmkit.loadtest.wire.Login;
import io.rtmkit.loadtest.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Messages are stored for users who are away; then many of these come back at once. Threads: see
 * {@link Scenario}.
 */
final class OfflineScenario implements Scenario {
  /**
   * How large it is. Immutable.
   *
   * @param messages for each user
   * @param logins how many of the users come back
   */
  record Size(int users, int messages, int logins, int senders) {}

  static final String STORED = "stored";
  static final String INCOMPLETE = "incomplete";

  private final Size size;
  private final List<Sender> senders = new ArrayList<>();
  private final List<WireClient> clients = new ArrayList<>();
  private final List<Receiver> receivers = new ArrayList<>();
  private final AtomicInteger complete = new AtomicInteger();
  private @Nullable Scene scene;
  private @Nullable Measurement measurement;
  private @Nullable Timing store;
  private @Nullable Timing drain;
  private volatile long beganNanos;
  private volatile boolean comingBack;

  OfflineScenario(Size size) {
    this.size = size;
  }

  @Override
  public void declare(Measurement to) {
    measurement = to;
    store = to.timing("store", "from the sending until the server had stored a message");
    drain = to.timing("drain", "from when all began to come back until a user had everything");
    to.counter(STORED);
    to.fault(INCOMPLETE);
  }

  @Override
  public String leading() {
    return "store";
  }

  @Override
  public void prepare(Scene with) throws IOException, InterruptedException {
    scene = with;
    Measurement to = Objects.requireNonNull(measurement);
    List<WireClient> sending = new ArrayList<>();
    for (int i = 0; i < size.senders(); i++) {
      WireClient client = with.client("sender", i);
      with.listen(client, push -> {});
      sending.add(client);
      senders.add(new Sender(client, to, Objects.requireNonNull(store), size.messages()));
    }
    for (int i = 0; i < size.users(); i++) {
      senders.get(i % size.senders()).storeFor(i, with.id("user", i));
    }
    for (int i = 0; i < size.logins(); i++) {
      WireClient client = with.client("user", i);
      Receiver receiver =
          new Receiver(senders.get(i % size.senders()).stream(i), to, this::onComplete);
      with.listen(client, receiver::onPush);
      clients.add(client);
      receivers.add(receiver);
    }
    with.login(sending);
  }

  @Override
  public void start(Span span) {
    senders.forEach(sender -> sender.start(this::onStored));
  }

  /** A sender is through; the last one lets the users come back. */
  private void onStored() {
    if (!comingBack && senders.stream().allMatch(Sender::isDone)) {
      comeBack();
    }
  }

  private synchronized void comeBack() {
    if (!comingBack) {
      beganNanos = System.nanoTime();
      comingBack = true;
      int atATime = Objects.requireNonNull(scene).connecting();
      Logins.begin(clients, atATime, (client, began, login) -> onLogin(login));
    }
  }

  private void onLogin(Login login) {
    if (!login.isIn()) {
      Objects.requireNonNull(measurement).refused("login", login.code());
    }
  }

  private void onComplete() {
    Objects.requireNonNull(drain).done(beganNanos);
    complete.incrementAndGet();
  }

  @Override
  public boolean isOver() {
    return complete.get() == size.logins();
  }

  @Override
  public double progress(Span span) {
    double stored =
        senders.stream().mapToLong(Sender::answered).sum()
            / Math.max(1.0, (double) size.users() * size.messages());
    return (stored + (double) complete.get() / size.logins()) / 2;
  }

  @Override
  public void stop() {
    senders.forEach(Sender::stop);
  }

  @Override
  public boolean isSettled() {
    return senders.stream().allMatch(Sender::isDone) && isOver();
  }

  @Override
  public void conclude() {
    Measurement to = Objects.requireNonNull(measurement);
    senders.forEach(Sender::conclude);
    receivers.forEach(Receiver::conclude);
    to.add(INCOMPLETE, size.logins() - complete.get());
  }
}
