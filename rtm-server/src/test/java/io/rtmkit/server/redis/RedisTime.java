package io.rtmkit.server.redis;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time of Redis as a test makes it: scripts are given that of a clock, and keys end by it. What
 * servers tell each other goes by the true time. Thread-safe.
 */
public final class RedisTime implements AutoCloseable {
  /** Keys live so much longer by the true time; more than it is ahead of the clock. */
  private static final Duration YEARS = Duration.ofDays(10_000);

  /** Read as scripts are, before any of them is rewritten. */
  private static final String TIME =
      Script.text(Script.reading(RedisTime.class, "test_time").text())
          .replace("YEARS_MS", Long.toString(YEARS.toMillis()));

  private RedisTime() {}

  /**
   * Takes over the time, for all scripts of this process.
   *
   * @param nowMs the time that scripts are given, Unix ms
   */
  public static RedisTime takeOver(LongSupplier nowMs) {
    Script.rewriting =
        (owner, text) ->
            owner.getPackageName().endsWith(".bus")
                ? text
                : TIME.replace("NOW_MS", Long.toString(nowMs.getAsLong())) + text;
    return new RedisTime();
  }

  @Override
  public void close() {
    Script.rewriting = null;
  }
}
