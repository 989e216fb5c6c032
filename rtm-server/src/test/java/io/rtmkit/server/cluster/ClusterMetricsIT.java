package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.Keep;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.metrics.Scrape;
import io.rtmkit.server.store.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two servers say of the way between them, and of the Redis that they share. */
class ClusterMetricsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** More than a breaker bears. */
  private static final int MANY = 40;

  private static Scrape scrape(TestServer server) {
    return new Scrape(server.server().metrics().scrape());
  }

  private static void await(TestServer server, String metric, double least) {
    Eventually.until(SOON, () -> scrape(server).value(metric) >= least);
  }

  private static void awaitExactly(TestServer server, String metric, double value) {
    Eventually.until(SOON, () -> scrape(server).value(metric) == value);
  }

  private static double done(Scrape scrape, String part) {
    return scrape.samples().stream()
        .filter(sample -> sample.name().equals("rtm_redis_calls_total"))
        .filter(sample -> sample.labels().equals(Map.of("part", part, "outcome", "done")))
        .mapToDouble(Scrape.Sample::value)
        .sum();
  }

  private static void assertRisen(Scrape before, Scrape after, String metric) {
    assertThat(after.value(metric)).as(metric).isGreaterThan(before.value(metric));
  }

  @Test
  void aMessageIsSeenOnItsWay(@TempDir Path directory) throws Exception {
    try (TwoServers servers = new TwoServers(directory, Map.of());
        SdkUser alice = SdkUser.login("alice", servers.first().address());
        SdkUser bob = SdkUser.login("bob", servers.second().address())) {
      awaitExactly(servers.first(), "rtm_cluster_servers", 2);
      awaitExactly(servers.second(), "rtm_cluster_servers", 2);
      Scrape from = scrape(servers.first());
      Scrape to = scrape(servers.second());

      assertThat(SdkUser.await(alice.toPeer("bob", "hello"))).isZero();
      bob.await("peer alice: hello");
      Answer.await(Keep.send(alice, "bob", "kept", Keep.both()));
      bob.await("peer alice: kept");

      await(
          servers.first(), "rtm_bus_items_sent_total", from.value("rtm_bus_items_sent_total") + 2);
      Scrape sent = scrape(servers.first());
      assertRisen(from, sent, "rtm_bus_batches_sent_total");
      assertRisen(from, sent, "rtm_bus_sent_bytes_total");
      assertRisen(from, sent, "rtm_bus_items_received_total"); // the answers
      assertThat(done(sent, "cluster")).isGreaterThan(done(from, "cluster"));
      assertThat(done(sent, "messages")).isGreaterThan(done(from, "messages"));
      assertThat(sent.value("rtm_redis_call_seconds_count", "part", "messages")).isPositive();
      assertThat(sent.value("rtm_cluster_peer_pending")).isZero();

      Scrape received = scrape(servers.second());
      assertThat(received.value("rtm_bus_items_received_total"))
          .isGreaterThanOrEqualTo(to.value("rtm_bus_items_received_total") + 2);
      assertRisen(to, received, "rtm_bus_batches_received_total");
      assertRisen(to, received, "rtm_bus_received_bytes_total");
      assertRisen(to, received, "rtm_bus_under_way_seconds_count");
      assertThat(received.value("rtm_bus_healthy")).isEqualTo(1);
      assertThat(received.value("rtm_bus_silence_seconds")).isLessThan(30);
      assertThat(received.value("rtm_bus_gaps_total")).isZero();
      assertThat(received.value("rtm_cluster_fenced")).isZero();
      assertThat(received.value("rtm_redis_breakers_open")).isZero();
    }
  }

  @Test
  void aRedisThatStandsStillIsSeen(@TempDir Path directory) throws Exception {
    Map<String, String> hasty =
        Map.of(
            "cluster.lease", "3s",
            "store.redis.read-timeout", "500ms",
            "store.redis.write-timeout", "500ms");
    try (TwoServers servers = new TwoServers(directory, hasty);
        SdkUser alice = SdkUser.login("alice", servers.first().address())) {
      double comparisons = scrape(servers.first()).value("rtm_cluster_comparisons_total");
      servers.redis().pause();
      for (int i = 0; i < MANY; i++) {
        alice.toPeer("nobody" + i, "hello");
      }
      awaitExactly(servers.first(), "rtm_cluster_fenced", 1);
      await(servers.first(), "rtm_cluster_leases_lost_total", 1);
      assertThat(SdkUser.await(alice.toPeer("bob", "hello"))).isNotZero();
      assertThat(scrape(servers.first()).value("rtm_cluster_refused_total")).isPositive();
      await(servers.first(), "rtm_redis_breakers_open", 1);
      await(servers.first(), "rtm_redis_retries_total", 1);
      awaitExactly(servers.first(), "rtm_bus_healthy", 0);

      servers.redis().resume();
      awaitExactly(servers.first(), "rtm_cluster_fenced", 0);
      awaitExactly(servers.first(), "rtm_redis_breakers_open", 0);
      awaitExactly(servers.first(), "rtm_bus_healthy", 1);
      await(servers.first(), "rtm_cluster_comparisons_total", comparisons + 1);
    }
  }
}
