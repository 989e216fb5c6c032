package io.rtmkit.loadtest.wire;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeats of all clients of one event loop: a wheel that looks at each client once in an
 * interval. Called on its event loop.
 */
final class Heartbeats {
  private static final int SLOTS = 16;
  private static final int USUAL_INTERVAL_MS = 2_500;

  private final EventLoop loop;
  private final List<List<WireClient>> slots = new ArrayList<>(SLOTS);
  private int intervalMs = USUAL_INTERVAL_MS;
  private int added;
  private int next;
  private @Nullable ScheduledFuture<?> ticking;

  Heartbeats(EventLoop loop) {
    this.loop = loop;
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new ArrayList<>());
    }
  }

  /** From now on this client is looked at; it says itself when it has no connection. */
  void add(WireClient client) {
    slots.get(added++ % SLOTS).add(client);
    if (ticking == null) {
      tickEvery(intervalMs);
    }
  }

  /** The server wants a sign of life this often. */
  void interval(int millis) {
    if (millis != intervalMs && millis > 0) {
      tickEvery(millis);
    }
  }

  private void tickEvery(int millis) {
    intervalMs = millis;
    if (ticking != null) {
      ticking.cancel(false);
    }
    long tick = TimeUnit.MILLISECONDS.toNanos(millis) / SLOTS;
    ticking = loop.scheduleAtFixedRate(this::tick, tick, tick, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    long now = System.nanoTime();
    slots.get(next++ % SLOTS).forEach(client -> client.beat(now));
  }
}
