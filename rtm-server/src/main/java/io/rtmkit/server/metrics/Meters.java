package io.rtmkit.server.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rtmkit.server.core.port.TimeCounts;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Registers meters that ask for their value when they are read. Thread-safe. */
final class Meters {
  static final String BYTES = "bytes";

  /** Of a number of things, which has no unit. */
  static final String NONE = "";

  private final PrometheusMeterRegistry registry;

  /** The registry itself holds what it asks only weakly. */
  private final Queue<LongSupplier> asked = new ConcurrentLinkedQueue<>();

  Meters(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  MeterRegistry registry() {
    return registry;
  }

  /**
   * A count that only rises.
   *
   * @param tags names and values of labels in turn
   */
  void count(String name, String unit, String description, LongSupplier value, String... tags) {
    asked.add(value);
    FunctionCounter.builder(name, value, LongSupplier::getAsLong)
        .description(description)
        .baseUnit(unit.isEmpty() ? null : unit)
        .tags(tags)
        .register(registry);
  }

  /** The same, for what is counted often: adding to it costs next to nothing. */
  LongAdder adder(String name, String description, String... tags) {
    LongAdder adder = new LongAdder();
    count(name, NONE, description, adder::sum, tags);
    return adder;
  }

  /**
   * Times that are taken often.
   *
   * @param name as Prometheus has it, with its unit
   */
  TimeHistogram times(String name, String description) {
    TimeHistogram times = new TimeHistogram(name, description);
    registry.getPrometheusRegistry().register(times::snapshot);
    return times;
  }

  /**
   * Times that others count.
   *
   * @param name as Prometheus has it, with its unit
   * @param tag the label that says whose times they are; not used if there is only one, named ""
   */
  void times(String name, String description, String tag, Map<String, TimeCounts> times) {
    CountedTimes counted = new CountedTimes(name, description, tag, times);
    registry.getPrometheusRegistry().register(counted::snapshot);
  }

  /**
   * A value that rises and falls.
   *
   * @param tags names and values of labels in turn
   */
  void gauge(String name, String unit, String description, DoubleSupplier value, String... tags) {
    Gauge.builder(name, value, DoubleSupplier::getAsDouble)
        .description(description)
        .baseUnit(unit.isEmpty() ? null : unit)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }
}
