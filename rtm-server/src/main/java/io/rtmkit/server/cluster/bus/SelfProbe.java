package io.rtmkit.server.cluster.bus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * Asks whether what is sent to this server arrives: a reader that hears nothing cannot know whether
 * nobody speaks. Thread-safe.
 */
final class SelfProbe {
  private final BusSettings settings;
  private final Clock clock;
  private final BusFigures figures;
  private final LongConsumer sender;
  private final Runnable reconnect;
  private final CompletableFuture<Void> firstBack = new CompletableFuture<>();

  @GuardedBy("this")
  private boolean begun;

  @GuardedBy("this")
  private long arrivalNanos;

  @GuardedBy("this")
  private long arrivalMs;

  /** Whether a probe is under way and nothing has come since. */
  @GuardedBy("this")
  private boolean asking;

  @GuardedBy("this")
  private long askingNanos;

  @GuardedBy("this")
  private long askedNanos;

  @GuardedBy("this")
  private long reconnectedNanos;

  @GuardedBy("this")
  private long number;

  /**
   * A probe.
   *
   * @param sender sends a probe of this number to this server, through Redis
   * @param reconnect has the inbox read through a new connection
   */
  SelfProbe(
      BusSettings settings,
      Clock clock,
      BusFigures figures,
      LongConsumer sender,
      Runnable reconnect) {
    this.settings = settings;
    this.clock = clock;
    this.figures = figures;
    this.sender = sender;
    this.reconnect = reconnect;
  }

  /** Begins, with a first probe at once. */
  void begin() {
    synchronized (this) {
      begun = true;
      arrivalNanos = clock.nanoTime() - settings.quiet().toNanos();
      arrivalMs = clock.currentTimeMillis();
      asking = false;
    }
    look();
  }

  /** Ends when the first probe is back. */
  CompletableFuture<Void> firstBack() {
    return firstBack;
  }

  /** Something came through Redis. */
  synchronized void onArrival() {
    arrivalNanos = clock.nanoTime();
    arrivalMs = clock.currentTimeMillis();
    asking = false;
  }

  /** A probe came back. */
  void onBack() {
    firstBack.complete(null);
  }

  /** Looks at the clock; to be called often. */
  void look() {
    long ask = 0;
    boolean connectAnew = false;
    synchronized (this) {
      long now = clock.nanoTime();
      if (!begun || !isOver(arrivalNanos, settings.quiet(), now)) {
        return;
      }
      if (!asking) {
        asking = true;
        askingNanos = now;
        reconnectedNanos = now;
        askedNanos = now;
        ask = ++number;
      } else if (isOver(askedNanos, settings.quiet(), now)) {
        // The one before may be what Redis has lost.
        askedNanos = now;
        ask = ++number;
      }
      if (isOver(reconnectedNanos, settings.reconnect(), now)) {
        reconnectedNanos = now;
        connectAnew = true;
      }
    }
    if (connectAnew) {
      figures.onFailedProbe();
      reconnect.run();
    }
    if (ask != 0) {
      sender.accept(ask);
    }
  }

  /** What is wrong, for people; empty if nothing is. */
  synchronized String problem() {
    if (asking && isOver(askingNanos, settings.deaf(), clock.nanoTime())) {
      Instant since = Instant.ofEpochMilli(arrivalMs).truncatedTo(ChronoUnit.SECONDS);
      return "nothing sent to this server through Redis arrives since " + since;
    }
    return "";
  }

  /** For how long nothing has come through Redis; zero before the beginning. */
  synchronized Duration silence() {
    return begun ? Duration.ofNanos(clock.nanoTime() - arrivalNanos) : Duration.ZERO;
  }

  private static boolean isOver(long sinceNanos, Duration time, long nowNanos) {
    return nowNanos - sinceNanos >= time.toNanos();
  }
}
