package io.rtmkit.server.cluster.bus;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the bus does, since it was opened. Thread-safe. */
public final class BusFigures {
  private final LongAdder batchesSent = new LongAdder();
  private final LongAdder itemsSent = new LongAdder();
  private final LongAdder sendsRepeated = new LongAdder();
  private final LongAdder itemsDropped = new LongAdder();
  private final LongAdder batchesReceived = new LongAdder();
  private final LongAdder itemsReceived = new LongAdder();
  private final LongAdder itemsOfUnknownKind = new LongAdder();
  private final LongAdder batchesDamaged = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder probesFailed = new LongAdder();
  private final AtomicLong waitingBytes = new AtomicLong();
  private volatile long lagMs;

  /** Batches that are in the inboxes of others, for all that is known. */
  public long batchesSent() {
    return batchesSent.sum();
  }

  public long itemsSent() {
    return itemsSent.sum();
  }

  /** Batches that were sent once more, because Redis did not take them or did not say so. */
  public long sendsRepeated() {
    return sendsRepeated.sum();
  }

  /** Items that were given up: too many wait, Redis was away too long, or the server is gone. */
  public long itemsDropped() {
    return itemsDropped.sum();
  }

  public long batchesReceived() {
    return batchesReceived.sum();
  }

  /** Items from Redis that were handed over; without what was passed over. */
  public long itemsReceived() {
    return itemsReceived.sum();
  }

  /** Items that this server is too old to know. */
  public long itemsOfUnknownKind() {
    return itemsOfUnknownKind.sum();
  }

  /** Entries of the inbox that nobody can read. */
  public long batchesDamaged() {
    return batchesDamaged.sum();
  }

  /** Batches that came once more and were passed over. */
  public long repeats() {
    return repeats.sum();
  }

  /** How often something that was sent to this server never came. */
  public long gaps() {
    return gaps.sum();
  }

  /** How often this server did not get in time what it had sent to itself. */
  public long probesFailed() {
    return probesFailed.sum();
  }

  /** Bytes that wait at present, to whatever server. */
  public long waitingBytes() {
    return waitingBytes.get();
  }

  /** Milliseconds for which the last batch was under way in Redis. */
  public long lagMs() {
    return lagMs;
  }

  void onSent(int items) {
    batchesSent.increment();
    itemsSent.add(items);
  }

  void onRepeatedSend() {
    sendsRepeated.increment();
  }

  void onDropped(int items) {
    itemsDropped.add(items);
  }

  void onBatch(long underWayMs) {
    batchesReceived.increment();
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

  void onWaiting(long bytes) {
    waitingBytes.addAndGet(bytes);
  }
}
