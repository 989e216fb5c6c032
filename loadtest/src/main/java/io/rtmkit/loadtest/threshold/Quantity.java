package io.rtmkit.loadtest.threshold;

import java.util.Locale;
import java.util.Map;

/** What a figure is: which units it may be compared in, and how people read it. */
public enum Quantity {
  /** A latency in nanoseconds. */
  NANOS("a time", Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9)),
  COUNT("a number", Map.of("", 1.0)),
  RATE("a rate", Map.of("", 1.0, "/s", 1.0)),
  PERCENT("percent", Map.of("%", 1.0)),
  BYTES("a size", Map.of("KB", 1024.0, "MB", 1048576.0, "GB", 1073741824.0));

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
  private final Map<String, Double> units;

  Quantity(String label, Map<String, Double> units) {
    this.label = label;
    this.units = units;
  }

  /**
   * A value in the unit of the figures.
   *
   * @throws IllegalArgumentException if the unit does not fit
   */
  double value(double number, String unit) {
    Double factor = units.get(unit);
    if (factor == null) {
      throw new IllegalArgumentException(
          "is "
              + label
              + ", compared with a number and "
              + (units.containsKey("")
                  ? "no unit"
                  : "one of " + units.keySet().stream().sorted().toList()));
    }
    return number * factor;
  }

  /** For people. */
  public String text(double value) {
    return switch (this) {
      case NANOS -> nanos(value);
      case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
      case RATE -> String.format(Locale.ROOT, value < 100 ? "%.1f/s" : "%,.0f/s", value);
      case PERCENT -> String.format(Locale.ROOT, "%.1f%%", value);
      case BYTES -> String.format(Locale.ROOT, "%.1fMB", value / 1048576.0);
    };
  }

  private static String nanos(double value) {
    if (value < 1e6) {
      return String.format(Locale.ROOT, "%.0fus", value / 1e3);
    }
    return value < 1e9
        ? String.format(Locale.ROOT, value < 1e7 ? "%.2fms" : "%.1fms", value / 1e6)
        : String.format(Locale.ROOT, "%.2fs", value / 1e9);
  }
}
