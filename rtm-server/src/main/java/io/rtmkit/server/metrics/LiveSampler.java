package io.rtmkit.server.metrics;

import io.rtmkit.server.core.Clock;

/** Makes the picture of the last second, once a second. For one thread at a time. */
final class LiveSampler {
  private record Counts(
      long peer, long channel, long deliveries, long requests, long in, long out) {}

  private final MeteredTelemetry telemetry;
  private final ServerView server;
  private final Clock clock;
  private final Rates<Counts> rates = new Rates<>();

  LiveSampler(MeteredTelemetry telemetry, ServerView server, Clock clock) {
    this.telemetry = telemetry;
    this.server = server;
    this.clock = clock;
    rates.add(clock.nanoTime(), counts());
  }

  Live sample() {
    rates.add(clock.nanoTime(), counts());
    Runtime heap = Runtime.getRuntime();
    return new Live(
        clock.currentTimeMillis(),
        server.connections().getAsInt(),
        server.sessions().size(),
        server.channels().size(),
        rates.of(Counts::peer),
        rates.of(Counts::channel),
        rates.of(Counts::deliveries),
        rates.of(Counts::requests),
        rates.of(Counts::in),
        rates.of(Counts::out),
        telemetry.messages().peerAck().roll(),
        telemetry.connections().loopLag().roll(),
        server.pendingTasks().getAsLong(),
        new Live.Memory(
            heap.totalMemory() - heap.freeMemory(),
            heap.maxMemory(),
            ProcessMeters.residentBytes(),
            server.bufferBytes().getAsLong()),
        ProcessMeters.cpu(),
        server.store().get());
  }

  private Counts counts() {
    return new Counts(
        telemetry.messages().peerMessages(),
        telemetry.messages().channelMessages(),
        telemetry.messages().deliveries(),
        telemetry.requests().total(),
        telemetry.connections().bytesReceived(),
        telemetry.connections().bytesSent());
  }
}
