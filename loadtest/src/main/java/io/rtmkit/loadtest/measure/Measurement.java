package io.rtmkit.loadtest.measure;

import io.rtmkit.loadtest.arrival.Span;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Everything that a run times and counts. Timings and counters are named before it begins; then
 * thread-safe.
 */
public final class Measurement {
  /** Sent and known to be accepted, and never received. */
  public static final String LOST = "lost";

  /** Received more than once. */
  public static final String DUPLICATED = "duplicated";

  /** Received after a later one of the same sender. */
  public static final String REORDERED = "reordered";

  /** Not what was sent. */
  public static final String CORRUPTED = "corrupted";

  /** Answered with a code that is no success. */
  public static final String REFUSED = "refused";

  /** Never answered. */
  public static final String UNANSWERED = "unanswered";

  /** Connections that ended, and not because the scenario ended them. */
  public static final String DISCONNECTED = "disconnected";

  /** The timing of how late the tester itself was. */
  public static final String LAG = "lag";

  private final Map<String, Timing> timings = new LinkedHashMap<>();
  private final Map<String, LongAdder> counters =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Set<String> faults = new LinkedHashSet<>();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private volatile Span span = new Span(0, 0, 0);
  private double sampledUntil;

  public Measurement() {
    fault(LOST);
    fault(DUPLICATED);
    fault(REORDERED);
    fault(CORRUPTED);
    fault(UNANSWERED);
    counter(REFUSED);
    counter(DISCONNECTED);
  }

  public Timing timing(String name, String meaning) {
    return timings.computeIfAbsent(name, n -> new Timing(n, meaning));
  }

  /** The timing of how late the tester itself was. */
  public Timing lag() {
    return timing(LAG, "from when something was due until the tester did it");
  }

  public LongAdder counter(String name) {
    return counters.computeIfAbsent(name, n -> new LongAdder());
  }

  /** A counter that is 0 in a run that passes. */
  public LongAdder fault(String name) {
    faults.add(name);
    return counter(name);
  }

  public void add(String counter, long count) {
    counter(counter).add(count);
  }

  /** A request of this kind was answered with this code, which is no success. */
  public void refused(String kind, int code) {
    add(REFUSED, 1);
    refusals.computeIfAbsent(kind + " " + code, k -> new LongAdder()).increment();
  }

  /** What is due within this time counts. */
  public void begin(Span counted) {
    span = counted;
    timings.values().forEach(timing -> timing.within(counted));
  }

  public Span span() {
    return span;
  }

  /** Closes a second of all timings; to be called by one thread. Nothing during the warm-up. */
  public void sample(long nowNanos) {
    double second = (nowNanos - span.measureNanos()) / 1e9;
    double seconds = second - sampledUntil;
    if (seconds > 0) {
      timings.values().forEach(timing -> timing.sample(second, seconds));
      sampledUntil = second;
    }
  }

  /** Ends it: what was due before and is done late still counts, but in no second. */
  public void close() {
    timings.values().forEach(Timing::close);
  }

  public Collection<Timing> timings() {
    return timings.values();
  }

  public Map<String, Long> counters() {
    Map<String, Long> values = new LinkedHashMap<>();
    counters.forEach((name, count) -> values.put(name, count.sum()));
    return values;
  }

  /** The names of the counters that must be 0. */
  public Collection<String> faults() {
    return faults;
  }

  /** How often which kind of request was answered with which code. */
  public Map<String, Long> refusals() {
    Map<String, Long> values = new TreeMap<>();
    refusals.forEach((name, count) -> values.put(name, count.sum()));
    return values;
  }
}
