package io.rtmkit.server.metrics;

import io.rtmkit.protocol.v1.CloseCode;
import java.util.concurrent.atomic.LongAdder;

/** Connections, what goes over them, and the event loops that serve them. Thread-safe. */
final class ConnectionMeters {
  static final String CLOSE_PREFIX = "CLOSE_CODE_";

  private final EnumCounters<CloseCode> closings;
  private final LongAdder tcp = new LongAdder();
  private final LongAdder webSocket = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final TimeHistogram loopLag;

  ConnectionMeters(Meters meters) {
    closings =
        new EnumCounters<>(
            meters,
            "rtm.connections.closed",
            "Connections that the server closed, by the code it gave.",
            "code",
            CloseCode.class,
            CLOSE_PREFIX);
    meters.count("rtm.received", Meters.BYTES, "Bytes of frames from clients.", received::sum);
    meters.count("rtm.sent", Meters.BYTES, "Bytes of frames to clients.", sent::sum);
    loopLag =
        meters.times(
            "rtm_eventloop_lag_seconds",
            "How late event loops ran a task, looked at four times a second.");
  }

  void opened(boolean overWebSocket) {
    (overWebSocket ? webSocket : tcp).increment();
  }

  void closed(boolean overWebSocket) {
    (overWebSocket ? webSocket : tcp).decrement();
  }

  void closing(CloseCode code) {
    closings.increment(code);
  }

  void received(long bytes) {
    received.add(bytes);
  }

  void sent(int bytes) {
    sent.add(bytes);
  }

  void loopLate(long nanos) {
    loopLag.record(nanos);
  }

  long tcp() {
    return tcp.sum();
  }

  long webSocket() {
    return webSocket.sum();
  }

  long bytesReceived() {
    return received.sum();
  }

  long bytesSent() {
    return sent.sum();
  }

  TimeHistogram loopLag() {
    return loopLag;
  }
}
