package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.arrival.Paced;
import io.rtmkit.loadtest.arrival.Pacing;
import io.rtmkit.loadtest.arrival.Rate;
import io.rtmkit.loadtest.arrival.Span;
import io.rtmkit.loadtest.measure.Measurement;
import io.rtmkit.loadtest.measure.Timing;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A scenario whose load is open arrival at a rate. A subclass declares what it times, prepares
 * those who take turns, names them, and says when everything begun has ended and what is missing.
 * Threads: see {@link Scenario}; those who take turns are fired on their event loops.
 *
 * @param <T> what the subclass times
 */
public abstract class PacedScenario<T> implements Scenario {
  private final Rate rate;
  private @Nullable Measurement measurement;
  private @Nullable T timings;
  private @Nullable Timing lag;
  private @Nullable Pacing pacing;

  protected PacedScenario(Rate rate) {
    this.rate = rate;
  }

  /** Names what it times and counts, beside the lag of the tester. */
  protected abstract T declareTimings(Measurement to);

  /** Who take turns; called once, when all is prepared. */
  protected abstract List<? extends Paced> turns();

  /** Whether everything that was fired so far has ended. */
  protected abstract boolean hasEnded();

  protected final Measurement measurement() {
    return Objects.requireNonNull(measurement);
  }

  protected final T timings() {
    return Objects.requireNonNull(timings);
  }

  @Override
  public final void declare(Measurement to) {
    measurement = to;
    timings = declareTimings(to);
    lag = to.lag();
  }

  @Override
  public void start(Span span) {
    pacing = Pacing.start(turns(), rate, span, Objects.requireNonNull(lag)::done);
  }

  @Override
  public final void stop() {
    if (pacing != null) {
      pacing.stop();
    }
  }

  @Override
  public final void giveUp() {
    if (pacing != null) {
      pacing.giveUp();
    }
  }

  @Override
  public final boolean isSettled() {
    return (pacing == null || pacing.isThrough()) && hasEnded();
  }
}
