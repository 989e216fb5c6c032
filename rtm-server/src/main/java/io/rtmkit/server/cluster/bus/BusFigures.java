package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.core.port.BusCounts;
import io.rtmkit.server.core.port.TimeCounts;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the bus does, since it was opened. Thread-safe. */
public final class BusFigures implements BusCounts {
  private final LongAdder batchesSent = new LongAdder();
  private final LongAdder itemsSent = new LongAdder();
  private final LongAdder bytesSent = new LongAdder();
  private final LongAdder sendsRepeated = new LongAdder();
  private final LongAdder itemsDropped = new LongAdder();
  private final LongAdder batchesReceived = new LongAdder();
  private final LongAdder itemsReceived = new LongAdder();
  private final LongAdder bytesReceived = new LongAdder();
  private final LongAdder itemsOfUnknownKind = new LongAdder();
  private final LongAdder batchesDamaged = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder probesFailed = new LongAdder();
  private final TimeCounts underWay = new TimeCounts();
  private final LongAdder waitingItems = new LongAdder();
  private final AtomicLong waitingBytes = new AtomicLong();
  private volatile long lagMs;

  @Override
  public long batchesSent() {
    return batchesSent.sum();
  }

  @Override
  public long itemsSent() {
    return itemsSent.sum();
  }

  @Override
  public long bytesSent() {
    return bytesSent.sum();
  }

  @Override
  public long sendsRepeated() {
    return sendsRepeated.sum();
  }

  @Override
  public long itemsDropped() {
    return itemsDropped.sum();
  }

  @Override
  public long batchesReceived() {
    return batchesReceived.sum();
  }

  @Override
  public long itemsReceived() {
    return itemsReceived.sum();
  }

  @Override
  public long bytesReceived() {
    return bytesReceived.sum();
  }

  @Override
  public long itemsOfUnknownKind() {
    return itemsOfUnknownKind.sum();
  }

  @Override
  public long batchesDamaged() {
    return batchesDamaged.sum();
  }

  @Override
  public long repeats() {
    return repeats.sum();
  }

  @Override
  public long gaps() {
    return gaps.sum();
  }

  @Override
  public long probesFailed() {
    return probesFailed.sum();
  }

  @Override
  public long waitingItems() {
    return waitingItems.sum();
  }

  @Override
  public long waitingBytes() {
    return waitingBytes.get();
  }

  /** Milliseconds for which the last batch was under way in Redis. */
  public long lagMs() {
    return lagMs;
  }

  @Override
  public TimeCounts underWay() {
    return underWay;
  }

  void onSent(int items, int bytes) {
    batchesSent.increment();
    itemsSent.add(items);
    bytesSent.add(bytes);
  }

  void onRepeatedSend() {
    sendsRepeated.increment();
  }

  void onDropped(int items) {
    itemsDropped.add(items);
  }

  void onBatch(int bytes, long underWayMs) {
    batchesReceived.increment();
    bytesReceived.add(bytes);
    underWay.record(TimeUnit.MILLISECONDS.toNanos(underWayMs));
    lagMs = Math.max(0, underWayMs);
  }

  void onItem() {
    itemsReceived.increment();
  }

  void onUnknownItem() {
    itemsOfUnknownKind.increment();
  }

  void onDamagedBatch() {
    batchesDamaged.increment();
  }

  void onRepeat() {
    repeats.increment();
  }

  void onGap() {
    gaps.increment();
  }

  void onFailedProbe() {
    probesFailed.increment();
  }

  void onWaiting(int items, long bytes) {
    waitingItems.add(items);
    waitingBytes.addAndGet(bytes);
  }
}
