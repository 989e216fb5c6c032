package io.rtmkit.loadtest.arrival;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many a second, at first and in the end; in between it changes evenly. Immutable.
 *
 * @param first greater than 0
 * @param last greater than 0
 */
public record Rate(double first, double last) {
  private static final String NUMBER = "(\\d{1,9}(?:\\.\\d{1,3})?)";
  private static final Pattern FORMAT =
      Pattern.compile(NUMBER + "(?:\\.\\." + NUMBER + ")?(?:/s)?");
  private static final double NANOS = 1e9;

  public Rate {
    if (!(first > 0 && last > 0)) {
      throw new IllegalArgumentException("must be more than 0 a second");
    }
  }

  /**
   * Reads {@code 100}, {@code 100/s} or {@code 100..2000/s}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public static Rate parse(String text) {
    Matcher matcher = FORMAT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must be a rate like 100, 100/s or 100..2000/s: " + text);
    }
    double first = Double.parseDouble(matcher.group(1));
    String last = matcher.group(2);
    return new Rate(first, last == null ? first : Double.parseDouble(last));
  }

  /** A part of it, for one of several who share the work. */
  public Rate times(double share) {
    return new Rate(first * share, last * share);
  }

  /**
   * When the arrival of this number is due, in nanoseconds from the beginning.
   *
   * @param number from 0, and also in between
   * @param spanNanos how long the change from the first to the last rate takes; it stays then
   */
  public double dueNanos(double number, long spanNanos) {
    double seconds = spanNanos / NANOS;
    double whileChanging = (first + last) / 2 * seconds;
    if (number >= whileChanging) {
      return spanNanos + (number - whileChanging) / last * NANOS;
    }
    // Of first * t + (last - first) * t^2 / (2 * seconds) = number, the solution that is stable
    // for equal rates too.
    double slope = (last - first) / seconds;
    return 2 * number / (first + Math.sqrt(first * first + 2 * slope * number)) * NANOS;
  }

  @Override
  public String toString() {
    return first == last ? text(first) + "/s" : text(first) + ".." + text(last) + "/s";
  }

  private static String text(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }
}
