package io.rtmkit.server.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time of Redis as a test makes it: scripts are given that of a clock, and keys end by it. What
 * servers tell each other goes by the true time. Thread-safe.
 */
public final class RedisTime implements AutoCloseable {
  /** Keys live so much longer by the true time; more than it is ahead of the clock. */
  private static final Duration YEARS = Duration.ofDays(10_000);

  private RedisTime() {}

  /**
   * Takes over the time, for all scripts of this process.
   *
   * @param nowMs the time that scripts are given, Unix ms
   */
  public static RedisTime takeOver(LongSupplier nowMs) {
    String time = read("test_time.lua").replace("YEARS_MS", Long.toString(YEARS.toMillis()));
    Script.rewriting =
        (owner, text) ->
            owner.getPackageName().endsWith(".bus")
                ? text
                : time.replace("NOW_MS", Long.toString(nowMs.getAsLong())) + text;
    return new RedisTime();
  }

  private static String read(String name) {
    try (InputStream in = RedisTime.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Script.rewriting = null;
  }
}
