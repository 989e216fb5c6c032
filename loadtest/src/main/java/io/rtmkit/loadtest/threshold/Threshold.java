package io.rtmkit.loadtest.threshold;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition like {@code rtt.p99 < 20ms} or {@code lost == 0}. Immutable. */
public record Threshold(String metric, String comparison, double number, String unit) {
  private static final Pattern FORMAT =
      Pattern.compile(
          "\\s*([A-Za-z][A-Za-z0-9_.-]*)\\s*(<=|>=|==|!=|<|>)\\s*(\\d{1,15}(?:\\.\\d{1,9})?)"
              + "\\s*(ns|us|ms|s|/s|%|KB|MB|GB)?\\s*");

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Threshold parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be a threshold like rtt.p99<20ms or lost==0: " + text);
    }
    String unit = matcher.group(4);
    return new Threshold(
        matcher.group(1),
        matcher.group(2),
        Double.parseDouble(matcher.group(3)),
        unit == null ? "" : unit);
  }

  /** A counter must be 0. */
  public static Threshold zero(String counter) {
    return new Threshold(counter, "==", 0, "");
  }

  /**
   * Finds what is wrong with it before the figures have values.
   *
   * @throws IllegalArgumentException if there is no such figure, or it has another unit
   */
  public void check(Figures figures) {
    if (figures.find(metric).isEmpty()) {
      throw new IllegalArgumentException(
          this + ": there is no " + metric + "; there are " + figures.names());
    }
    try {
      figures.quantity(metric).value(number, unit);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(this + ": " + metric + " " + e.getMessage(), e);
    }
  }

  /** Judges; a figure that is not there misses. */
  public Verdict judge(Figures figures) {
    OptionalDouble found = figures.find(metric);
    if (found.isEmpty()) {
      return new Verdict(toString(), "not measured", false);
    }
    double actual = found.getAsDouble();
    Quantity quantity = figures.quantity(metric);
    return new Verdict(
        toString(), quantity.text(actual), holds(actual, quantity.value(number, unit)));
  }

  private boolean holds(double actual, double limit) {
    return switch (comparison) {
      case "<" -> actual < limit;
      case "<=" -> actual <= limit;
      case ">" -> actual > limit;
      case ">=" -> actual >= limit;
      case "==" -> actual == limit;
      default -> actual != limit;
    };
  }

  @Override
  public String toString() {
    String value = number == Math.rint(number) ? Long.toString((long) number) : "" + number;
    return metric + " " + comparison + " " + value + unit;
  }
}
