package io.rtmkit.server.webhook;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of events since the start, and what is wrong at present. Thread-safe. */
final class Counters {
  private static final Logger log = LoggerFactory.getLogger(Counters.class);

  final LongAdder delivered = new LongAdder();
  final LongAdder failedTries = new LongAdder();

  /** Not taken, because the outbox is full or cannot be written. */
  final LongAdder lost = new LongAdder();

  /** In the outbox, but not readable there. */
  final LongAdder damaged = new LongAdder();

  private final LogThrottle throttle;
  private volatile String outboxProblem = "";
  private volatile String deliveryProblem = "";

  Counters(Clock clock) {
    this.throttle = new LogThrottle(clock);
  }

  void outboxFailed(String problem) {
    lost.increment();
    outboxProblem = problem;
    if (throttle.allows()) {
      log.error("an event for webhooks is lost: {}", problem);
    }
  }

  void outboxWorks() {
    if (!outboxProblem.isEmpty()) {
      outboxProblem = "";
    }
  }

  void deliveryFailed(String problem) {
    failedTries.increment();
    deliveryProblem = problem;
    if (throttle.allows()) {
      log.warn("webhooks are not delivered and will be tried again: {}", problem);
    }
  }

  void deliveryWorks() {
    if (!deliveryProblem.isEmpty()) {
      log.info("webhooks are delivered again");
      deliveryProblem = "";
    }
  }

  /** What is wrong with the outbox; empty if nothing is. */
  String outboxProblem() {
    return outboxProblem;
  }

  /** What went wrong at the last try; empty if nothing did. */
  String deliveryProblem() {
    return deliveryProblem;
  }
}
