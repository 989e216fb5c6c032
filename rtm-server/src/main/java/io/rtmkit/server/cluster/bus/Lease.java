package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.core.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of this server: renews it, sees when it is over, and takes another name when it was
 * taken away or the inbox is gone. Works on the timer; what it says may be asked by any thread.
 */
final class Lease {
  private static final Logger log = LoggerFactory.getLogger(Lease.class);

  /** What the lease tells; on the timer. */
  interface Owner {
    /** This server has another name from now on, with an inbox; the first one too. */
    void onIncarnation(String node);

    void onBeat(Beat beat);

    void onLost();

    void onBack(boolean newIncarnation);
  }

  private final BusSettings settings;
  private final Clock clock;
  private final RedisClock redisClock;
  private final BusThreads threads;
  private final BeatScript beat;
  private final TidyInboxScript inbox;
  private final Supplier<NodeInfo> info;
  private final Owner owner;

  private volatile String node = NodeNames.next();
  private volatile boolean begun;
  private volatile boolean lost;
  private volatile long lostNanos;

  /** When the last beat that succeeded was sent: Redis reckons from a moment after that. */
  private volatile long renewedNanos;

  private volatile String failure = "";

  /** The name that is being taken; null when there is one that is well. */
  private @Nullable String candidate = node;

  private NodeInfo told = NodeInfo.getDefaultInstance();
  private boolean busy;

  /** A lease that is not yet there; {@link #tick} begins it. */
  Lease(
      BusSettings settings,
      Clock clock,
      BusThreads threads,
      BeatScript beat,
      TidyInboxScript inbox,
      Supplier<NodeInfo> info,
      Owner owner) {
    this.settings = settings;
    this.clock = clock;
    this.redisClock = new RedisClock(clock);
    this.threads = threads;
    this.beat = beat;
    this.inbox = inbox;
    this.info = info;
    this.owner = owner;
  }

  String node() {
    return node;
  }

  /** For how long others may have taken this server for gone; zero if they do not. */
  Duration lostFor() {
    long now = clock.nanoTime();
    long over = now - renewedNanos - settings.lease().toNanos();
    if (lost) {
      return Duration.ofNanos(Math.max(1, now - lostNanos));
    }
    return begun && over >= 0 ? Duration.ofNanos(over + 1) : Duration.ZERO;
  }

  /** The time of Redis, Unix ms; about. */
  long redisMs() {
    return redisClock.ms();
  }

  /** Why the last beat failed; empty if it did not. */
  String failure() {
    return failure;
  }

  /** To be called at each beat, on the timer. */
  void tick() {
    if (busy) {
      return;
    }
    busy = true;
    String next = candidate;
    if (next == null) {
      renew();
    } else {
      take(next);
    }
  }

  /** The inbox of that name is not there any more. */
  void onInboxMissing(String missing) {
    threads.onTimer(
        () -> {
          if (missing.equals(node) && candidate == null) {
            log.error("the inbox of this server is gone from Redis; it begins anew");
            beginAnew();
          }
        });
  }

  private void beginAnew() {
    lose();
    candidate = NodeNames.next();
    tick();
  }

  private long end(long sentNanos) {
    return sentNanos + settings.beat().toNanos();
  }

  /** A fault in what is told must not cost the lease. */
  private NodeInfo tell() {
    try {
      told = info.get();
    } catch (RuntimeException e) {
      log.error("what this server tells of itself is out of date", e);
    }
    return told;
  }

  private void renew() {
    long sent = clock.nanoTime();
    beat.run(node, tell(), false, settings.lease(), end(sent))
        .whenComplete(
            (found, error) ->
                threads.onTimer(
                    () -> {
                      busy = false;
                      if (found == null) {
                        failure = String.valueOf(error);
                      } else if (candidate == null) { // otherwise the inbox was lost meanwhile
                        onRenewed(found, sent);
                      }
                    }));
  }

  private void onRenewed(Beat found, long sentNanos) {
    if (found.own() == Beat.Own.GONE) {
      log.error("others took this server for gone; it begins anew");
      beginAnew();
      return;
    }
    if (found.own() == Beat.Own.EXPIRED || isOver()) {
      lose();
    }
    onHeld(found, sentNanos);
    if (lost) {
      lost = false;
      owner.onBack(false);
    }
  }

  private void take(String name) {
    long sent = clock.nanoTime();
    NodeInfo first = tell();
    inbox
        .create(name, end(sent))
        .thenCompose(found -> beat.run(name, first, true, settings.lease(), end(clock.nanoTime())))
        .whenComplete(
            (found, error) ->
                threads.onTimer(
                    () -> {
                      busy = false;
                      if (found == null) {
                        failure = String.valueOf(error);
                      } else {
                        onTaken(name, found, sent);
                      }
                    }));
  }

  private void onTaken(String name, Beat found, long sentNanos) {
    boolean again = begun;
    node = name;
    candidate = null;
    lost = false;
    owner.onIncarnation(name);
    onHeld(found, sentNanos);
    if (again) {
      owner.onBack(true);
    }
  }

  private void onHeld(Beat found, long sentNanos) {
    redisClock.note(found.nowMs(), sentNanos);
    renewedNanos = sentNanos;
    begun = true;
    failure = "";
    owner.onBeat(found);
    long left = sentNanos + settings.lease().toNanos() - clock.nanoTime();
    threads.later(this::look, Duration.ofNanos(Math.max(0, left)));
  }

  private boolean isOver() {
    return begun && clock.nanoTime() - renewedNanos >= settings.lease().toNanos();
  }

  private void look() {
    if (isOver()) {
      lose();
    }
  }

  private void lose() {
    if (!lost) {
      lostNanos = clock.nanoTime();
      lost = true;
      log.warn("the lease of this server is over: others may take it for gone");
      owner.onLost();
    }
  }
}
