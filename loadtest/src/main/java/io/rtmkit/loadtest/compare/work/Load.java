package io.rtmkit.loadtest.compare.work;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.compare.dialect.Payload;
import io.rtmkit.loadtest.compare.driver.Connection;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Messages that one server carries: some under way at a time, or so many a second. Checks that each
 * comes once, whole and in order. On the driver's loop only.
 */
abstract class Load implements Meter.Counter {
  private final EventLoop loop;
  private final Payload payload;
  private @Nullable Arrivals arrivals;
  private Histogram latency = new Histogram(3);
  private int window;
  private long done;
  private long wrong;

  Load(EventLoop loop, int payloadBytes) {
    this.loop = loop;
    this.payload = new Payload(payloadBytes);
  }

  /** Keeps so many messages of each sender under way from now on; 0 to stop. */
  final void setWindow(int newWindow) {
    stopArrivals();
    window = newWindow;
    fill();
  }

  /** Sends so many messages a second from now on. */
  final void setRate(double rate) {
    stopArrivals();
    window = 0;
    arrivals = new Arrivals(loop, rate, this::sendNext, this::flush);
  }

  private void stopArrivals() {
    if (arrivals != null) {
      arrivals.stop();
      arrivals = null;
    }
  }

  /** Sends, and flushes, until as many as the window says are under way. */
  abstract void fill();

  /** Sends one message, to be flushed, that was due at that time. */
  abstract void sendNext(long dueNanos);

  abstract void flush();

  /** Whether nothing is under way. */
  abstract boolean isQuiet();

  final EventLoop loop() {
    return loop;
  }

  final Payload payload() {
    return payload;
  }

  /** How many messages are kept under way; 0 while they are sent at a rate. */
  final int window() {
    return window;
  }

  /** Finds the payload of a frame, and checks that it is the next that this connection gets. */
  final int findNext(Connection connection, ByteBuf in, int from, int length) {
    int at = payload.find(in, from, length);
    if (at >= 0) {
      if (payload.number(in, at) != connection.next || !payload.isWhole(in, at)) {
        wrong++;
      }
      connection.next = payload.number(in, at) + 1;
    }
    return at;
  }

  final void countDone() {
    done++;
  }

  final void countWrong() {
    wrong++;
  }

  final void recordLatency(long nanos) {
    latency.recordValue(nanos);
  }

  @Override
  public final long done() {
    return done;
  }

  @Override
  public final long wrong() {
    return wrong;
  }

  @Override
  public final void setLatency(Histogram histogram) {
    latency = histogram;
  }
}
