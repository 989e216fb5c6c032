package io.rtmkit.loadtest.threshold;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * The figures of a run by name: {@code rtt.p99}, {@code rtt.count}, {@code lost}, {@code
 * server.cpu}. One thread.
 */
public final class Figures {
  private static final Pattern OF_TIMING =
      Pattern.compile("(.+)\\.(p\\d{1,2}(?:\\.\\d{1,4})?|p100|max|min|mean|count|rate)");

  private final Map<String, Histogram> timings = new LinkedHashMap<>();
  private final Map<String, Double> rates = new LinkedHashMap<>();
  private final Map<String, Double> numbers = new LinkedHashMap<>();
  private final Map<String, Quantity> quantities = new LinkedHashMap<>();

  /**
   * A latency.
   *
   * @param nanos all values
   * @param perSecond how many there were a second
   */
  public void timing(String name, Histogram nanos, double perSecond) {
    timings.put(name, nanos);
    rates.put(name, perSecond);
  }

  /** Anything that is one number. */
  public void number(String name, Quantity quantity, double value) {
    numbers.put(name, value);
    quantities.put(name, quantity);
  }

  /** Takes in the figures of a part under names that begin with the part's. */
  public void include(String part, Figures others) {
    others.timings.forEach(
        (name, nanos) -> timing(part + "." + name, nanos, others.rates.getOrDefault(name, 0.0)));
    others.numbers.forEach(
        (name, value) ->
            number(part + "." + name, others.quantities.getOrDefault(name, Quantity.COUNT), value));
  }

  /** What kind of quantity a figure is. */
  public Quantity quantity(String name) {
    Quantity known = quantities.get(name);
    if (known != null) {
      return known;
    }
    if (name.endsWith(".count")) {
      return Quantity.COUNT;
    }
    return name.endsWith(".rate") ? Quantity.RATE : Quantity.NANOS;
  }

  /** The figure; empty if there is none of this name. */
  public OptionalDouble find(String name) {
    Double number = numbers.get(name);
    if (number != null) {
      return OptionalDouble.of(number);
    }
    Matcher matcher = OF_TIMING.matcher(name);
    Histogram nanos = matcher.matches() ? timings.get(matcher.group(1)) : null;
    return nanos == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(of(nanos, matcher.group(1), matcher.group(2)));
  }

  private double of(Histogram nanos, String timing, String what) {
    return switch (what) {
      case "max" -> nanos.getMaxValue();
      case "min" -> nanos.getTotalCount() == 0 ? 0 : nanos.getMinValue();
      case "mean" -> nanos.getMean();
      case "count" -> nanos.getTotalCount();
      case "rate" -> rates.getOrDefault(timing, 0.0);
      default -> nanos.getValueAtPercentile(Double.parseDouble(what.substring(1)));
    };
  }

  /** The names that exist, for whoever has asked for another. */
  public String names() {
    TreeSet<String> names = new TreeSet<>(numbers.keySet());
    timings.keySet().forEach(name -> names.add(name + ".p99"));
    return String.join(", ", names);
  }
}
