package io.rtmkit.loadtest.chaos;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Makes a user log out for a while and log in again, until it is to settle. Its steps run on the
 * timer and on callbacks, one after the other.
 */
final class Traveller {
  private final ChaosUser user;
  private final ScheduledExecutorService timer;
  private final RandomGenerator random;
  private final long longestMs;
  private volatile CompletableFuture<Void> settled = new CompletableFuture<>();
  private volatile boolean settling;

  /**
   * A traveller that is there.
   *
   * @param longest that it stays or is away each time
   */
  Traveller(
      ChaosUser user, ScheduledExecutorService timer, RandomGenerator random, Duration longest) {
    this.user = user;
    this.timer = timer;
    this.random = random;
    this.longestMs = longest.toMillis();
  }

  /** Lets it go; also again, when it has settled. */
  void start() {
    settling = false;
    settled = new CompletableFuture<>();
    later(this::depart);
  }

  /** Lets it come home and stay; completes when it is there. */
  CompletableFuture<Void> settle() {
    settling = true;
    return settled;
  }

  private void depart() {
    if (settling) {
      settled.complete(null);
    } else {
      user.leave().thenRun(() -> later(this::comeBack));
    }
  }

  private void comeBack() {
    user.enter().thenRun(() -> later(this::depart));
  }

  private void later(Runnable step) {
    long waitMs = longestMs / 4 + random.nextLong(longestMs);
    timer.schedule(step, settling ? 0 : waitMs, TimeUnit.MILLISECONDS);
  }
}
