package io.rtmkit.loadtest.scenario;

import java.time.Duration;

/** The limits of options. Stateless. */
public final class Range {
  private Range() {}

  /**
   * Checks a number.
   *
   * @throws IllegalArgumentException if it is outside, naming the option and the limits
   */
  public static int check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          option + " must be from " + least + " to " + most + ", not " + value);
    }
    return value;
  }

  /** The same for a time. */
  public static Duration check(String option, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          option + " must be from " + text(least) + " to " + text(most) + ", not " + text(value));
    }
    return value;
  }

  /** As it is written in options. */
  public static String text(Duration duration) {
    return duration.toMillis() % 1_000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
