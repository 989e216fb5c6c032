package io.rtmkit.loadtest.compare.work;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.compare.driver.Connection;

/** One publisher and many subscribers of one topic. On the driver's loop only. */
final class FanOut extends Load implements Connection.Ear {
  private final Connection publisher;
  private final String topic;
  private final int subscribers;
  private long published;
  private boolean filling;
  private long readNanos;

  FanOut(EventLoop loop, Connection publisher, String topic, int subscribers, int payloadBytes) {
    super(loop, payloadBytes);
    this.publisher = publisher;
    this.topic = topic;
    this.subscribers = subscribers;
  }

  @Override
  boolean isQuiet() {
    return done() >= published * subscribers;
  }

  @Override
  void fill() {
    filling = false;
    long now = System.nanoTime();
    while (published - done() / subscribers < window()) {
      sendNext(now);
    }
    flush();
  }

  @Override
  void sendNext(long dueNanos) {
    publisher.dialect().publish(publisher.out(), topic, payload().of(0, published++, dueNanos));
  }

  @Override
  void flush() {
    publisher.flush();
  }

  @Override
  public void onMessage(Connection connection, ByteBuf in, int from, int length) {
    int at = findNext(connection, in, from, length);
    if (at < 0) {
      return; // an event, not a message
    }
    countDone();
    if (window() == 0) {
      if (readNanos == 0) {
        readNanos = System.nanoTime();
      }
      recordLatency(readNanos - payload().dueNanos(in, at));
    }
  }

  @Override
  public void onRead(Connection connection) {
    readNanos = 0;
    if (window() > 0 && !filling) {
      filling = true;
      loop().execute(this::fill); // after everything that is there to be read has been read
    }
  }
}
