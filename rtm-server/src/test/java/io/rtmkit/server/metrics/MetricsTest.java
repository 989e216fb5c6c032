package io.rtmkit.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.PeerMessageError;
import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.core.TestDomain;
import io.rtmkit.server.core.port.StoreStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is told to the metrics, and what they say of it. */
class MetricsTest {
  private final ManualClock clock = new ManualClock();
  private final Metrics metrics = new Metrics(clock);

  @Test
  void everyEndOfAPeerMessageIsCounted() {
    for (PeerMessageError code :
        new PeerMessageError[] {
          PeerMessageError.PEER_MESSAGE_ERR_OK,
          PeerMessageError.PEER_MESSAGE_ERR_FAILURE,
          PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT,
          PeerMessageError.PEER_MESSAGE_ERR_PEER_UNREACHABLE,
          PeerMessageError.PEER_MESSAGE_ERR_CACHED_BY_SERVER
        }) {
      metrics.telemetry().peerMessageAnswered(code.getNumber(), clock.nanoTime());
    }
    Scrape scrape = scrape();
    for (String result : new String[] {"delivered", "failed", "timeout", "offline", "cached"}) {
      assertThat(scrape.value("rtm_peer_messages_total", "result", result)).isEqualTo(1);
    }
  }

  @Test
  void timesAreThoseOfTheClock() {
    long accepted = clock.nanoTime();
    clock.advance(Duration.ofMillis(40));
    metrics.telemetry().peerMessageAnswered(0, accepted);
    metrics.telemetry().loopLate(TimeUnit.MILLISECONDS.toNanos(7));
    Scrape scrape = scrape();
    assertThat(scrape.value("rtm_peer_ack_seconds_sum")).isEqualTo(0.04);
    assertThat(scrape.value("rtm_peer_ack_seconds_bucket", "le", "0.05")).isEqualTo(1);
    assertThat(scrape.value("rtm_peer_ack_seconds_bucket", "le", "0.025")).isZero();
    assertThat(scrape.value("rtm_eventloop_lag_seconds_sum")).isEqualTo(0.007);
  }

  @Test
  void theStoreIsAsked() {
    StoreStatus status = new StoreStatus("the disk is full", 1, 2, 3, 4);
    metrics.observe(view(new TestDomain(), status));
    Scrape scrape = scrape();
    assertThat(scrape.value("rtm_store_healthy")).isZero();
    assertThat(scrape.value("rtm_store_stored_total")).isEqualTo(1);
    assertThat(scrape.value("rtm_store_refused_total")).isEqualTo(2);
    assertThat(scrape.value("rtm_store_replaced_total")).isEqualTo(3);
    assertThat(scrape.value("rtm_store_expired_total")).isEqualTo(4);
  }

  @Test
  void livePicturesHaveRatesAndPercentiles() {
    metrics.observe(view(new TestDomain(), new StoreStatus("", 0, 0, 0, 0)));
    metrics.sample();
    for (int i = 1; i <= 100; i++) {
      long accepted = clock.nanoTime() - TimeUnit.MILLISECONDS.toNanos(i);
      metrics.telemetry().peerMessageAnswered(0, accepted);
      metrics.telemetry().published(10);
    }
    clock.advance(Duration.ofSeconds(2));
    metrics.sample();
    Live live = metrics.live();
    assertThat(live.peerMessages()).isEqualTo(50);
    assertThat(live.channelMessages()).isEqualTo(50);
    assertThat(live.deliveries()).isEqualTo(500);
    assertThat(live.peerAck().count()).isEqualTo(100);
    assertThat(live.peerAck().p50()).isBetween(49.0, 51.0);
    assertThat(live.peerAck().p90()).isBetween(89.0, 91.0);
    assertThat(live.peerAck().max()).isBetween(99.0, 101.0);
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(1));
      metrics.sample();
    }
    assertThat(metrics.live().peerMessages()).isZero();
    assertThat(metrics.live().peerAck().count()).isZero();
  }

  @Test
  void theProcessIsMeasured() {
    Scrape scrape = scrape();
    assertThat(scrape.value("jvm_memory_used_bytes", "area", "heap")).isPositive();
    assertThat(scrape.value("process_uptime_seconds")).isPositive();
    assertThat(scrape.value("rtm_build_info")).isEqualTo(1);
  }

  private Scrape scrape() {
    return new Scrape(metrics.scrape());
  }

  private ServerView view(TestDomain domain, StoreStatus status) {
    return new ServerView(
        domain.sessions,
        domain.channels,
        domain.presence,
        () -> status,
        () -> 3,
        () -> 5,
        () -> 7,
        Path.of("."),
        () -> WebhookFigures.NONE,
        () -> BeforeSendFigures.NONE,
        null,
        null);
  }
}
