package io.rtmkit.loadtest.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import io.rtmkit.loadtest.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing that was due is left out, however late it is. */
@Timeout(20)
class PacingTest {
  private static final int RATE = 1_000;
  private static final int MILLIS = 500;
  private static final int SHORT_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EventLoop loop = new DefaultEventLoop();

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** Writes down when it was to be fired. */
  private final class Recorded implements Paced {
    private final List<Long> intended = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch left;

    Recorded(int count) {
      left = new CountDownLatch(count);
    }

    @Override
    public EventLoop loop() {
      return loop;
    }

    @Override
    public void fire(long intendedNanos) {
      intended.add(intendedNanos);
      left.countDown();
    }
  }

  @Test
  void firesAllOfTheSpanAtTheirTimes() throws InterruptedException {
    Recorded recorded = new Recorded(RATE * MILLIS / 1_000);
    Span span = Span.startingNow(Duration.ZERO, Duration.ofMillis(MILLIS));
    Pacing.start(List.of(recorded), new Rate(RATE, RATE), span, (due, now) -> {});
    assertThat(recorded.left.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < recorded.intended.size(); i++) {
      assertThat(recorded.intended.get(i) - span.beginNanos() - i * 1_000_000L)
          .isBetween(-10L, 10L);
    }
  }

  @Test
  void firesEachOnce() throws InterruptedException {
    List<Recorded> turns = List.of(new Recorded(1), new Recorded(1), new Recorded(1));
    Span span = Span.startingNow(Duration.ZERO, Duration.ofSeconds(10));
    CountDownLatch late = new CountDownLatch(4);
    Pacing.once(turns, new Rate(RATE, RATE), span, (due, now) -> late.countDown());
    for (Recorded each : turns) {
      assertThat(each.left.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(late.await(50, TimeUnit.MILLISECONDS)).isFalse();
  }

  /** The span ends while the event loop does something else. */
  @Test
  void whatWasDueIsFiredAfterTheEndToo() throws InterruptedException {
    CountDownLatch mayGoOn = blockLoop();
    int count = RATE * SHORT_MILLIS / 1_000;
    Recorded recorded = new Recorded(count);
    Span span = Span.startingNow(Duration.ZERO, Duration.ofMillis(SHORT_MILLIS));
    Pacing pacing = Pacing.start(List.of(recorded), new Rate(RATE, RATE), span, (due, now) -> {});
    assertThat(Await.until(() -> isOver(span), PATIENCE)).isTrue();
    pacing.stop();
    assertThat(pacing.isThrough()).isFalse();
    mayGoOn.countDown();
    assertThat(Await.until(pacing::isThrough, PATIENCE)).isTrue();
    assertThat(recorded.intended).hasSize(count).allMatch(span::counts);
  }

  @Test
  void whoStopsEarlyGetsWhatWasDueUntilThen() throws InterruptedException {
    Recorded recorded = new Recorded(1);
    Span span = Span.startingNow(Duration.ZERO, Duration.ofDays(1));
    Rate rate = new Rate(0.001, 0.001);
    Pacing pacing = Pacing.start(List.of(recorded), rate, span, (due, now) -> {});
    assertThat(recorded.left.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pacing.isThrough()).isFalse();
    pacing.stop();
    assertThat(Await.until(pacing::isThrough, PATIENCE)).isTrue();
    assertThat(recorded.intended).hasSize(1);
  }

  @Test
  void whoGivesUpGetsNothingMore() throws Exception {
    CountDownLatch mayGoOn = blockLoop();
    Recorded recorded = new Recorded(1);
    Span span = Span.startingNow(Duration.ZERO, Duration.ofMillis(MILLIS));
    Pacing pacing = Pacing.start(List.of(recorded), new Rate(RATE, RATE), span, (due, now) -> {});
    pacing.giveUp();
    assertThat(pacing.isThrough()).isTrue();
    mayGoOn.countDown();
    loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
    assertThat(recorded.intended).isEmpty();
  }

  private CountDownLatch blockLoop() {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    loop.execute(
        () -> {
          try {
            mayGoOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return mayGoOn;
  }

  private static boolean isOver(Span span) {
    return System.nanoTime() - span.endNanos() >= 0;
  }

  @Test
  void aStallIsInTheLatencyOfAllThatItDelays() throws InterruptedException {
    Measurement measurement = new Measurement();
    Timing timing = measurement.timing("rtt", "");
    int count = RATE * MILLIS / 1_000;
    CountDownLatch left = new CountDownLatch(count);
    Paced stalling =
        new Paced() {
          private int fired;

          @Override
          public EventLoop loop() {
            return loop;
          }

          @Override
          public void fire(long intendedNanos) {
            if (fired++ == count / 4) {
              stall();
            }
            timing.done(intendedNanos);
            left.countDown();
          }
        };
    Span span = Span.startingNow(Duration.ZERO, Duration.ofMillis(MILLIS));
    measurement.begin(span);
    Pacing.start(List.of(stalling), new Rate(RATE, RATE), span, (due, now) -> {});
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    measurement.close();
    Histogram total = timing.total();
    assertThat(total.getTotalCount()).isEqualTo(count);
    // Stopped for 200 ms: 200 of 500 wait, evenly from 200 ms down to nothing. Whoever waits for
    // the answer before sending the next would find one of them.
    assertThat(total.getValueAtPercentile(99)).isGreaterThan(180_000_000L);
    assertThat(total.getValueAtPercentile(80)).isGreaterThan(80_000_000L);
  }

  /** The time itself is what is tested. */
  private static void stall() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
