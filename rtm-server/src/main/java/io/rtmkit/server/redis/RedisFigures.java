package io.rtmkit.server.redis;

import io.rtmkit.server.core.port.CallFigures;
import io.rtmkit.server.core.port.TimeCounts;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** Counts what becomes of calls to Redis. Thread-safe, without locks. */
final class RedisFigures implements CallFigures {
  private final IntSupplier closedOff;
  private final LongAdder done = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final TimeCounts times = new TimeCounts();

  /** Nothing has been counted; the supplier says how many parts of Redis are closed off. */
  RedisFigures(IntSupplier closedOff) {
    this.closedOff = closedOff;
  }

  void onDone(long nanos) {
    done.increment();
    times.record(nanos);
  }

  void onFailed(boolean maybeDone) {
    (maybeDone ? unknown : refused).increment();
  }

  void onRetry() {
    retries.increment();
  }

  @Override
  public long done() {
    return done.sum();
  }

  @Override
  public long refused() {
    return refused.sum();
  }

  @Override
  public long unknown() {
    return unknown.sum();
  }

  @Override
  public long retries() {
    return retries.sum();
  }

  @Override
  public int closedOff() {
    return closedOff.getAsInt();
  }

  @Override
  public TimeCounts times() {
    return times;
  }
}
