package io.rtmkit.server.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** One counter for each constant of an enum, made beforehand. Thread-safe. */
final class EnumCounters<E extends Enum<E>> {
  private final Map<E, LongAdder> counters;

  /**
   * Makes the counters.
   *
   * @param tag the label that says which constant it is
   * @param prefix left out of the constants' names
   */
  EnumCounters(
      Meters meters, String name, String description, String tag, Class<E> type, String prefix) {
    counters = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      counters.put(constant, meters.adder(name, description, tag, label(constant, prefix)));
    }
  }

  static String label(Enum<?> constant, String prefix) {
    String name = constant.name();
    String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return bare.toLowerCase(Locale.ROOT);
  }

  /** All of them together. */
  long sum() {
    return counters.values().stream().mapToLong(LongAdder::sum).sum();
  }

  void increment(E constant) {
    Objects.requireNonNull(counters.get(constant)).increment();
  }
}
