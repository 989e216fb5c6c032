package io.rtmkit.loadtest.compare.work;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.compare.dialect.Payload;
import io.rtmkit.loadtest.compare.driver.Connection;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One publisher and many subscribers of one topic: keeps some publications under way, or publishes
 * at a rate; checks that each subscriber gets each message once, whole and in order. Event loop
 * only.
 */
final class FanOut implements Connection.Ear, LoadedWork.Load {
  private final EventLoop loop;
  private final Connection publisher;
  private final String topic;
  private final int subscribers;
  private final Payload payload;
  private Histogram latency = new Histogram(3);
  private long published;
  private long delivered;
  private long wrong;
  private int window;
  private boolean pumping;
  private long readNanos;
  private @Nullable Arrivals arrivals;

  FanOut(EventLoop loop, Connection publisher, String topic, int subscribers, int payloadBytes) {
    this.loop = loop;
    this.publisher = publisher;
    this.topic = topic;
    this.subscribers = subscribers;
    this.payload = new Payload(payloadBytes);
  }

  /** Keeps so many publications under way from now on; 0 to stop. */
  @Override
  public void setWindow(int newWindow) {
    stopArrivals();
    window = newWindow;
    pump();
  }

  /** Publishes so often from now on. */
  @Override
  public void setRate(double rate) {
    stopArrivals();
    window = 0;
    arrivals = new Arrivals(loop, rate, this::publish, publisher::flush);
  }

  private void stopArrivals() {
    if (arrivals != null) {
      arrivals.stop();
      arrivals = null;
    }
  }

  /** Whether everything published has arrived everywhere. */
  @Override
  public boolean isQuiet() {
    return delivered >= published * subscribers;
  }

  private void pump() {
    pumping = false;
    long now = System.nanoTime();
    while (published - delivered / subscribers < window) {
      publish(now);
    }
    publisher.flush();
  }

  private void publish(long dueNanos) {
    publisher.dialect().publish(publisher.out(), topic, payload.of(0, published++, dueNanos));
  }

  @Override
  public void onMessage(Connection connection, ByteBuf in, int from, int length) {
    int at = payload.find(in, from, length);
    if (at < 0) {
      return; // an event, not a message
    }
    if (payload.number(in, at) != connection.next || !payload.isWhole(in, at)) {
      wrong++;
    }
    connection.next = payload.number(in, at) + 1;
    delivered++;
    if (window == 0) {
      if (readNanos == 0) {
        readNanos = System.nanoTime();
      }
      latency.recordValue(readNanos - payload.dueNanos(in, at));
    }
  }

  @Override
  public void onRead(Connection connection) {
    readNanos = 0;
    if (window > 0 && !pumping) {
      pumping = true;
      loop.execute(this::pump); // after everything that is there to be read has been read
    }
  }

  @Override
  public long done() {
    return delivered;
  }

  @Override
  public long wrong() {
    return wrong;
  }

  @Override
  public void setLatency(Histogram histogram) {
    latency = histogram;
  }
}
