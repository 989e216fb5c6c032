package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Takes the lines of a trace to another server, no more than so many a second: what users say must
 * not wait behind them. The number of those that are left out is told. Thread-safe.
 */
final class TraceSender implements Consumer<ObjectNode> {
  /** Lines until the next {@link #refill}. */
  static final int MOST = 200;

  private final Consumer<ObjectNode> way;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger leftOut = new AtomicInteger();

  TraceSender(Consumer<ObjectNode> way) {
    this.way = way;
  }

  @Override
  public void accept(ObjectNode line) {
    if (sent.incrementAndGet() > MOST) {
      leftOut.incrementAndGet();
      return;
    }
    int missing = leftOut.getAndSet(0);
    if (missing > 0) {
      line.put("leftOut", missing);
    }
    way.accept(line);
  }

  /** So many more may be sent; call it about once a second. */
  void refill() {
    sent.set(0);
  }
}
