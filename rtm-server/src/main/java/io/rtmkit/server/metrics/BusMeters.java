package io.rtmkit.server.metrics;

import io.rtmkit.server.core.port.BusCounts;
import io.rtmkit.server.core.port.ClusterFigures;
import java.time.Duration;
import java.util.Map;

/** Registers what is looked at in the way from server to server. Stateless. */
final class BusMeters {
  private static final double MS_PER_SECOND = Duration.ofSeconds(1).toMillis();

  private final Meters meters;

  BusMeters(Meters meters) {
    this.meters = meters;
  }

  void register(ClusterFigures cluster) {
    registerSent(cluster.bus());
    registerReceived(cluster.bus());
    registerLosses(cluster.bus());
    meters.count(
        "rtm.bus.probes.failed",
        Meters.NONE,
        "How often this server did not get in time what it had sent to itself.",
        cluster.bus()::probesFailed);
    meters.gauge(
        "rtm.bus.healthy",
        Meters.NONE,
        "Whether what is sent to this server arrives: 1 or 0.",
        () -> cluster.isReached() ? 1 : 0);
    meters.gauge(
        "rtm.bus.silence",
        "seconds",
        "For how long nothing has arrived, not even what the server sends to itself.",
        () -> cluster.silence().toMillis() / MS_PER_SECOND);
  }

  private void registerSent(BusCounts bus) {
    meters.count(
        "rtm.bus.batches.sent", Meters.NONE, "Batches for other servers.", bus::batchesSent);
    meters.count("rtm.bus.items.sent", Meters.NONE, "What was in those.", bus::itemsSent);
    meters.count("rtm.bus.sent", Meters.BYTES, "Bytes of those.", bus::bytesSent);
    meters.count(
        "rtm.bus.sends.repeated",
        Meters.NONE,
        "Batches that were sent once more, because Redis did not say that it has them.",
        bus::sendsRepeated);
    meters.gauge(
        "rtm.bus.items.waiting", Meters.NONE, "Items that wait to be sent.", bus::waitingItems);
    meters.gauge("rtm.bus.waiting", Meters.BYTES, "Bytes of those.", bus::waitingBytes);
  }

  private void registerReceived(BusCounts bus) {
    meters.count(
        "rtm.bus.batches.received",
        Meters.NONE,
        "Batches that came, those that came once more among them.",
        bus::batchesReceived);
    meters.count(
        "rtm.bus.items.received",
        Meters.NONE,
        "Items from other servers that were taken.",
        bus::itemsReceived);
    meters.count("rtm.bus.received", Meters.BYTES, "Bytes of batches.", bus::bytesReceived);
    meters.times(
        "rtm_bus_under_way_seconds",
        "Time of a batch from Redis to the one who reads it.",
        "",
        Map.of("", bus.underWay()));
  }

  private void registerLosses(BusCounts bus) {
    meters.count(
        "rtm.bus.items.dropped",
        Meters.NONE,
        "Items that were given up: too many wait, Redis was away too long, or the server is gone.",
        bus::itemsDropped);
    meters.count(
        "rtm.bus.repeats",
        Meters.NONE,
        "Batches that came once more and were passed over.",
        bus::repeats);
    meters.count(
        "rtm.bus.gaps",
        Meters.NONE,
        "How often something that was sent to this server never came.",
        bus::gaps);
    meters.count(
        "rtm.bus.items.unknown",
        Meters.NONE,
        "Items that this server is too old to know.",
        bus::itemsOfUnknownKind);
    meters.count(
        "rtm.bus.batches.damaged",
        Meters.NONE,
        "Batches that nobody can read.",
        bus::batchesDamaged);
  }
}
