package io.rtmkit.server.metrics;

import io.rtmkit.server.core.port.CallFigures;
import io.rtmkit.server.core.port.ClusterFigures;
import io.rtmkit.server.core.port.TimeCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Registers what is looked at in a server that is one of several. Stateless. */
final class ClusterMeters {
  private static final String PART = "part";

  private final Meters meters;

  ClusterMeters(Meters meters) {
    this.meters = meters;
  }

  /**
   * Registers all of it.
   *
   * @param messages the calls of the message store; null if it has none
   * @param refused requests that were refused because others may take the server for gone
   */
  void register(ClusterFigures cluster, @Nullable CallFigures messages, LongSupplier refused) {
    registerPlace(cluster);
    meters.count(
        "rtm.cluster.refused",
        Meters.NONE,
        "Requests that were refused while the server was fenced.",
        refused);
    registerPeers(cluster);
    new BusMeters(meters).register(cluster);
    Map<String, CallFigures> parts = new LinkedHashMap<>();
    parts.put("cluster", cluster.calls());
    if (messages != null) {
      parts.put("messages", messages);
    }
    registerCalls(parts);
  }

  private void registerPlace(ClusterFigures cluster) {
    meters.gauge(
        "rtm.cluster.servers",
        Meters.NONE,
        "Servers that are there as this one sees it, itself among them.",
        cluster::servers);
    meters.gauge(
        "rtm.cluster.fenced",
        Meters.NONE,
        "Whether others may take this server for gone, so that it refuses: 1 or 0.",
        () -> cluster.isFenced() ? 1 : 0);
    meters.count(
        "rtm.cluster.leases.lost",
        Meters.NONE,
        "How often the lease of this server was over.",
        cluster::leasesLost);
    meters.count(
        "rtm.cluster.comparisons",
        Meters.NONE,
        "How often everything here was compared with Redis.",
        cluster::comparisons);
    meters.gauge(
        "rtm.cluster.retries.pending",
        Meters.NONE,
        "What could not be done in Redis and is tried each second.",
        cluster::retriesWaiting);
  }

  private void registerPeers(ClusterFigures cluster) {
    meters.gauge(
        "rtm.cluster.peer.pending",
        Meters.NONE,
        "Messages that wait for the answer of another server.",
        cluster::peersWaiting);
    meters.count(
        "rtm.cluster.peer.repeated",
        Meters.NONE,
        "How often a message was sent once more to another server.",
        cluster::peersRepeated);
    meters.count(
        "rtm.cluster.peer.passed.on",
        Meters.NONE,
        "Messages that were passed on to the server that their receiver had gone to.",
        cluster::peersPassedOn);
  }

  private void registerCalls(Map<String, CallFigures> parts) {
    Map<String, TimeCounts> times = new LinkedHashMap<>();
    parts.forEach(
        (part, calls) -> {
          registerCalls(part, calls);
          times.put(part, calls.times());
        });
    meters.times(
        "rtm_redis_call_seconds",
        "Time of calls to Redis that were done, with what was begun again.",
        PART,
        times);
  }

  private void registerCalls(String part, CallFigures calls) {
    registerOutcome(part, "done", calls::done);
    registerOutcome(part, "refused", calls::refused);
    registerOutcome(part, "unknown", calls::unknown);
    meters.count(
        "rtm.redis.retries",
        Meters.NONE,
        "How often a call to Redis was begun again.",
        calls::retries,
        PART,
        part);
    meters.gauge(
        "rtm.redis.breakers.open",
        Meters.NONE,
        "Parts of Redis that calls are kept away from because they do not answer.",
        calls::closedOff,
        PART,
        part);
  }

  private void registerOutcome(String part, String outcome, LongSupplier value) {
    meters.count(
        "rtm.redis.calls",
        Meters.NONE,
        "Calls to Redis that have ended.",
        value,
        PART,
        part,
        "outcome",
        outcome);
  }
}
