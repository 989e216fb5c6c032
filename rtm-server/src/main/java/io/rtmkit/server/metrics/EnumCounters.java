package io.rtmkit.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** One counter for each constant of an enum, made beforehand. Thread-safe. */
final class EnumCounters<E extends Enum<E>> {
  private final Map<E, Counter> counters;

  /**
   * Makes the counters.
   *
   * @param tag the label that says which constant it is
   * @param prefix left out of the constants' names
   */
  EnumCounters(
      MeterRegistry registry, Counter.Builder meter, String tag, Class<E> type, String prefix) {
    counters = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      counters.put(constant, meter.tag(tag, label(constant, prefix)).register(registry));
    }
  }

  static String label(Enum<?> constant, String prefix) {
    String name = constant.name();
    String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return bare.toLowerCase(Locale.ROOT);
  }

  void increment(E constant) {
    Objects.requireNonNull(counters.get(constant)).increment();
  }
}
