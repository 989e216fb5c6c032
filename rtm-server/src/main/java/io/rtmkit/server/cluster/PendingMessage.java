package io.rtmkit.server.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.peer.RoutedMessage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.Stored;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A message that is sent to other servers until one of them answers. Thread-safe. */
final class PendingMessage {
  private static final String SILENT = "has not acknowledged in time";

  final long id;
  final RoutedMessage message;

  /** Where it is in the receiver's queue; null if it is not stored. */
  final @Nullable Stored stored;

  final PairStreams.Place place;

  /** When nobody waits any more. */
  final long endNanos;

  /** When it is sent again. */
  volatile long againNanos;

  @GuardedBy("this")
  private boolean sent;

  @GuardedBy("this")
  private boolean maybeArrived;

  @GuardedBy("this")
  private String problem = SILENT;

  PendingMessage(
      long id,
      RoutedMessage message,
      @Nullable Stored stored,
      PairStreams.Place place,
      long endNanos) {
    this.id = id;
    this.message = message;
    this.stored = stored;
    this.place = place;
    this.endNanos = endNanos;
  }

  /** How long somebody still waits; 0 or less if nobody does. */
  long remainingMs(long nowNanos) {
    return TimeUnit.NANOSECONDS.toMillis(endNanos - nowNanos);
  }

  synchronized void onSent() {
    sent = true;
    problem = SILENT;
  }

  /** The receiver's client may have it, and cannot say so any more. */
  synchronized void onMaybeArrived() {
    maybeArrived = true;
  }

  synchronized void onNotLookedUp(StoreException failure) {
    problem = "cannot be looked up: " + failure.reason();
  }

  /** Whether it was sent to another server. */
  synchronized boolean isSent() {
    return sent;
  }

  synchronized boolean isMaybeArrived() {
    return maybeArrived;
  }

  /** Why it has no answer, as of the last try; follows the receiver's id. */
  synchronized String problem() {
    return problem;
  }
}
