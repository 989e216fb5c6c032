package io.rtmkit.server.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Two servers that send each other numbers all the time, while something happens. One thread. */
final class BusLoad {
  /** No lease is over before a failover is. */
  private static final BusSettings PATIENT =
      BusSettings.of(TestServer.PREFIX).withLease(Duration.ofSeconds(30));

  private static final Duration FAILOVER = Duration.ofSeconds(60);
  private static final int SOME = 2_000;

  /** What happens. */
  interface Fault {
    void happen(String inbox);
  }

  /** A server that sends, and how much it has sent. */
  private static final class Sender extends Thread {
    private final TestServer from;
    private final String to;
    private volatile long sent;
    private volatile boolean stopped;

    Sender(TestServer from, String to) {
      super("sender to " + to);
      this.from = from;
      this.to = to;
    }

    @Override
    public void run() {
      for (long number = 0; !stopped; number++) {
        from.bus.send(to, Items.of(number));
        sent = number + 1;
        try {
          TimeUnit.MICROSECONDS.sleep(500);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  private BusLoad() {}

  /** Everything that was sent before, during and after arrives once, in order. */
  static void run(String uri, Fault fault) throws IOException, InterruptedException {
    try (TestServer a = TestServer.start(uri, "a", PATIENT);
        TestServer b = TestServer.start(uri, "b", PATIENT)) {
      Sender there = new Sender(a, b.node());
      Sender back = new Sender(b, a.node());
      there.start();
      back.start();
      Eventually.until(FAILOVER, () -> a.told.count() > SOME && b.told.count() > SOME);
      fault.happen(b.inbox());
      int beforeA = a.told.count();
      int beforeB = b.told.count();
      Eventually.until(
          FAILOVER, () -> a.told.count() > beforeA + SOME && b.told.count() > beforeB + SOME);
      stop(there);
      stop(back);
      check(there, b);
      check(back, a);
    }
  }

  private static void stop(Sender sender) throws InterruptedException {
    sender.stopped = true;
    sender.join();
  }

  private static void check(Sender sender, TestServer receiver) {
    String source = sender.from.node();
    Eventually.until(FAILOVER, () -> receiver.told.from(source).size() >= sender.sent);
    List<Long> all = LongStream.range(0, sender.sent).boxed().toList();
    assertThat(receiver.told.from(source)).isEqualTo(all);
    assertThat(receiver.told.gaps).isEmpty();
    assertThat(sender.from.bus.figures().itemsDropped()).isZero();
    assertThat(sender.from.told.lease).isEmpty();
    assertThat(sender.from.told.gone).isEmpty();
  }
}
