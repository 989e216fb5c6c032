package io.rtmkit.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server says of itself that is one of several; one alone says nothing of it. */
class ClusterMetersTest {
  private static final String[] OF_CLUSTERS = {"rtm_bus_", "rtm_cluster_", "rtm_redis_"};

  private final OneOfSeveral cluster = new OneOfSeveral();
  private final OneOfSeveral.Calls messages = new OneOfSeveral.Calls(200);
  private final ExportedMetrics exported = ExportedMetrics.oneOf(cluster, messages);

  @AfterEach
  void close() {
    exported.close();
  }

  private double value(String name) {
    return exported.scrape().value(name);
  }

  private double calls(String part, String outcome) {
    return exported.scrape().samples().stream()
        .filter(sample -> sample.name().equals("rtm_redis_calls_total"))
        .filter(sample -> sample.labels().equals(Map.of("part", part, "outcome", outcome)))
        .mapToDouble(Scrape.Sample::value)
        .sum();
  }

  @Test
  void aServerAloneSaysNothingOfOthers() {
    try (ExportedMetrics alone = ExportedMetrics.alone()) {
      assertThat(alone.types().keySet())
          .isNotEmpty()
          .allSatisfy(name -> assertThat(name).doesNotStartWith(OF_CLUSTERS[0]))
          .allSatisfy(name -> assertThat(name).doesNotStartWith(OF_CLUSTERS[1]))
          .allSatisfy(name -> assertThat(name).doesNotStartWith(OF_CLUSTERS[2]));
    }
    assertThat(exported.types().keySet())
        .anyMatch(name -> name.startsWith(OF_CLUSTERS[0]))
        .anyMatch(name -> name.startsWith(OF_CLUSTERS[1]))
        .anyMatch(name -> name.startsWith(OF_CLUSTERS[2]));
  }

  @Test
  void whereItStands() {
    assertThat(value("rtm_cluster_servers")).isEqualTo(3);
    assertThat(value("rtm_cluster_leases_lost_total")).isEqualTo(4);
    assertThat(value("rtm_cluster_peer_pending")).isEqualTo(5);
    assertThat(value("rtm_cluster_peer_repeated_total")).isEqualTo(6);
    assertThat(value("rtm_cluster_peer_passed_on_total")).isEqualTo(7);
    assertThat(value("rtm_cluster_comparisons_total")).isEqualTo(8);
    assertThat(value("rtm_cluster_retries_pending")).isEqualTo(9);
  }

  @Test
  void aFenceIsSeen() {
    assertThat(value("rtm_cluster_fenced")).isZero();
    assertThat(value("rtm_cluster_refused_total")).isZero();
    cluster.fenced = true;
    exported.metrics().telemetry().fenced();
    assertThat(value("rtm_cluster_fenced")).isEqualTo(1);
    assertThat(value("rtm_cluster_refused_total")).isEqualTo(1);
  }

  @Test
  void whatWentOverTheBus() {
    List<String> names =
        List.of(
            "batches_sent_total",
            "items_sent_total",
            "sent_bytes_total",
            "sends_repeated_total",
            "items_dropped_total",
            "batches_received_total",
            "items_received_total",
            "received_bytes_total",
            "items_unknown_total",
            "batches_damaged_total",
            "repeats_total",
            "gaps_total",
            "probes_failed_total",
            "items_waiting",
            "waiting_bytes");
    for (int i = 0; i < names.size(); i++) {
      assertThat(value("rtm_bus_" + names.get(i))).as(names.get(i)).isEqualTo(11 + i);
    }
  }

  @Test
  void whetherTheWayIsWell() {
    assertThat(value("rtm_bus_healthy")).isEqualTo(1);
    assertThat(value("rtm_bus_silence_seconds")).isEqualTo(1.5);
    cluster.reached = false;
    assertThat(value("rtm_bus_healthy")).isZero();
  }

  @Test
  void timesComeAsHistograms() {
    cluster.bus.underWay().record(TimeUnit.MILLISECONDS.toNanos(4));
    cluster.calls.times().record(TimeUnit.MILLISECONDS.toNanos(2));
    messages.times().record(TimeUnit.MILLISECONDS.toNanos(30));
    messages.times().record(TimeUnit.SECONDS.toNanos(60));
    Scrape scrape = exported.scrape();
    assertThat(exported.types())
        .containsEntry("rtm_bus_under_way_seconds", "histogram")
        .containsEntry("rtm_redis_call_seconds", "histogram");
    assertThat(scrape.value("rtm_bus_under_way_seconds_bucket", "le", "0.0025")).isZero();
    assertThat(scrape.value("rtm_bus_under_way_seconds_bucket", "le", "0.005")).isEqualTo(1);
    assertThat(scrape.value("rtm_bus_under_way_seconds_sum")).isEqualTo(0.004);
    assertThat(scrape.value("rtm_redis_call_seconds_count", "part", "cluster")).isEqualTo(1);
    assertThat(scrape.value("rtm_redis_call_seconds_count", "part", "messages")).isEqualTo(2);
    assertThat(scrape.value("rtm_redis_call_seconds_sum", "part", "messages")).isEqualTo(60.03);
    assertThat(scrape.value("rtm_redis_call_seconds_bucket", "le", "0.0025")).isEqualTo(1);
    assertThat(scrape.value("rtm_redis_call_seconds_bucket", "le", "10.0")).isEqualTo(2);
    assertThat(scrape.value("rtm_redis_call_seconds_bucket", "le", "+Inf")).isEqualTo(3);
  }

  @Test
  void callsOfBothPartsAreTold() {
    for (String part : new String[] {"cluster", "messages"}) {
      int first = part.equals("cluster") ? 100 : 200;
      Scrape scrape = exported.scrape();
      assertThat(calls(part, "done")).isEqualTo(first + 1);
      assertThat(calls(part, "refused")).isEqualTo(first + 2);
      assertThat(calls(part, "unknown")).isEqualTo(first + 3);
      assertThat(scrape.value("rtm_redis_retries_total", "part", part)).isEqualTo(first + 4);
      assertThat(scrape.value("rtm_redis_breakers_open", "part", part)).isEqualTo(first + 5);
    }
  }

  @Test
  void aStoreWithoutCallsHasNoPart() {
    try (ExportedMetrics without = ExportedMetrics.oneOf(cluster, null)) {
      assertThat(without.scrape().samples())
          .filteredOn(sample -> sample.name().startsWith("rtm_redis_"))
          .isNotEmpty()
          .allSatisfy(sample -> assertThat(sample.labels()).containsEntry("part", "cluster"));
    }
  }
}
