package io.rtmkit.loadtest.arrival;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Open arrival: fires at a rate, whatever became of what was fired before. Those who are fired take
 * turns; each event loop paces its own. Thread-safe.
 */
public final class Pacing {
  /** Hears how late each one was fired. */
  public interface Lateness {
    void late(long intendedNanos, long nowNanos);
  }

  private final boolean once;
  private final Rate rate;
  private final Span span;
  private final Lateness lateness;
  private final List<Pacer> pacers = new ArrayList<>();
  private volatile long endNanos;

  private Pacing(boolean once, Rate rate, Span span, Lateness lateness) {
    this.once = once;
    this.rate = rate;
    this.span = span;
    this.lateness = lateness;
    this.endNanos = span.endNanos();
  }

  /** Begins, at the beginning of the span; after the last one it is the first one's turn again. */
  public static Pacing start(List<? extends Paced> turns, Rate rate, Span span, Lateness lateness) {
    return new Pacing(false, rate, span, lateness).start(turns);
  }

  /** The same, but each is fired once. */
  public static Pacing once(List<? extends Paced> turns, Rate rate, Span span, Lateness lateness) {
    return new Pacing(true, rate, span, lateness).start(turns);
  }

  private Pacing start(List<? extends Paced> turns) {
    Map<EventLoop, List<Paced>> byLoop = new LinkedHashMap<>();
    turns.forEach(each -> byLoop.computeIfAbsent(each.loop(), l -> new ArrayList<>()).add(each));
    for (Map.Entry<EventLoop, List<Paced>> each : byLoop.entrySet()) {
      double share = (double) each.getValue().size() / turns.size();
      // Loops begin at different moments of an interval, not all at once.
      pacers.add(new Pacer(each.getKey(), each.getValue(), share, pacers.size()));
    }
    pacers.forEach(pacer -> pacer.loop.execute(pacer));
    return this;
  }

  /** Ends it now, if the span has not ended before; what was due until then is still fired. */
  public void stop() {
    long now = System.nanoTime();
    endNanos = now - span.endNanos() < 0 ? now : span.endNanos();
  }

  /** Fires no more, not even what was due before. */
  public void giveUp() {
    endNanos = span.beginNanos();
  }

  /** Whether nothing that was due, or will be, is still to be fired. */
  public boolean isThrough() {
    return pacers.stream().noneMatch(pacer -> goesOn(pacer.next));
  }

  private boolean goesOn(long due) {
    return due - endNanos < 0;
  }

  /** The arrivals of one event loop. Runs there. */
  private final class Pacer implements Runnable {
    // Who is late must not keep the event loop from reading.
    private static final int MOST_AT_ONCE = 64;
    private static final long SHORTEST_PAUSE_NANOS = 20_000;

    private final EventLoop loop;
    private final List<Paced> turns;
    private final Rate own;
    private final double phase;
    private long fired;
    private volatile long next;

    Pacer(EventLoop loop, List<Paced> turns, double share, int place) {
      this.loop = loop;
      this.turns = turns;
      this.own = rate.times(share);
      this.phase = place * share;
      this.next = nextDue();
    }

    @Override
    public void run() {
      long due = nextDue();
      long now = System.nanoTime();
      for (int i = 0; i < MOST_AT_ONCE && isDue(due, now); i++) {
        turns.get((int) (fired++ % turns.size())).fire(due);
        lateness.late(due, now);
        due = nextDue();
        now = System.nanoTime();
      }
      next = due;
      if (goesOn(due)) {
        loop.schedule(this, Math.max(due - now, SHORTEST_PAUSE_NANOS), TimeUnit.NANOSECONDS);
      }
    }

    private boolean isDue(long due, long now) {
      return due - now <= 0 && goesOn(due);
    }

    /** The first rate while warming up; the change takes the time that is measured. */
    private long nextDue() {
      if (once && fired == turns.size()) {
        return span.endNanos();
      }
      long warmUp = span.measureNanos() - span.beginNanos();
      double whileWarming = own.first() * warmUp / 1e9;
      double number = fired + phase;
      double nanos =
          number < whileWarming
              ? number / own.first() * 1e9
              : warmUp + own.dueNanos(number - whileWarming, span.endNanos() - span.measureNanos());
      return span.beginNanos() + (long) nanos;
    }
  }
}
