package io.rtmkit.server.store;

import io.rtmkit.server.core.port.StoreStatus;
import java.util.concurrent.atomic.LongAdder;

/** What a store did since it was opened. Thread-safe. */
public final class StoreCounters {
  private final LongAdder stored = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder replaced = new LongAdder();
  private final LongAdder expired = new LongAdder();

  public void stored() {
    stored.increment();
  }

  public void refused() {
    refused.increment();
  }

  public void replaced() {
    replaced.increment();
  }

  public void expired(long count) {
    expired.add(count);
  }

  /** The counts, beside what is wrong at present. */
  public StoreStatus status(String problem) {
    return new StoreStatus(problem, stored.sum(), refused.sum(), replaced.sum(), expired.sum());
  }
}
