package io.rtmkit.server.metrics;

import java.util.ArrayDeque;
import java.util.function.ToDoubleFunction;

/**
 * What counters gained per second over the last few samples. One thread.
 *
 * @param <C> the counts at one moment
 */
final class Rates<C> {
  private static final int SAMPLES = 6;
  private static final double NANOS_PER_SECOND = 1e9;

  private record Sample<C>(long nanos, C counts) {}

  private final ArrayDeque<Sample<C>> samples = new ArrayDeque<>(SAMPLES);

  /** Takes the counts of now. */
  void add(long nanos, C counts) {
    if (samples.size() == SAMPLES) {
      samples.remove();
    }
    samples.add(new Sample<>(nanos, counts));
  }

  /** Per second, between the oldest sample and the newest. */
  double of(ToDoubleFunction<C> count) {
    Sample<C> first = samples.getFirst();
    Sample<C> last = samples.getLast();
    double seconds = (last.nanos() - first.nanos()) / NANOS_PER_SECOND;
    double gained = count.applyAsDouble(last.counts()) - count.applyAsDouble(first.counts());
    return seconds <= 0 ? 0 : gained / seconds;
  }
}
