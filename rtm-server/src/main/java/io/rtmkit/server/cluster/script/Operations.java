package io.rtmkit.server.cluster.script;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Names what is done, so that Redis notices when it is asked to do it again. Numbers of one process
 * rise. Thread-safe.
 */
final class Operations {
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** Something that is done once, however often it is asked for. */
  record Operation(String origin, long number) {}

  private final String origin;
  private final LongSupplier numbers;

  Operations() {
    this(Long.toHexString(new SecureRandom().nextLong()), NUMBERS::incrementAndGet);
  }

  Operations(String origin, LongSupplier numbers) {
    this.origin = origin;
    this.numbers = numbers;
  }

  Operation next() {
    return new Operation(origin, numbers.getAsLong());
  }

  /** The part of the name of a key under which the last operation from here is remembered. */
  String record() {
    return "r:" + origin;
  }
}
