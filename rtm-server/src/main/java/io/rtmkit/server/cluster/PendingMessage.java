package io.rtmkit.server.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.peer.RoutedMessage;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.port.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Copies of it, by the server that they were sent to. */
  @GuardedBy("this")
  private final Map<String, Integer> underWay = new HashMap<>(2);

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

  /** Returns whether it was sent before. */
  synchronized boolean onSent(String node) {
    boolean before = sent;
    sent = true;
    problem = SILENT;
    underWay.merge(node, 1, Integer::sum);
    return before;
  }

  /**
   * A server does not have the receiver.
   *
   * @param sentOn whether the receiver's client was sent it there, and cannot say so any more
   */
  synchronized void onNotThere(String node, boolean sentOn) {
    maybeArrived |= sentOn;
    if (sentOn) {
      underWay.remove(node); // it had one, and passed over the others
    } else {
      underWay.computeIfPresent(node, (key, copies) -> copies > 1 ? copies - 1 : null);
    }
  }

  /** Servers that have not said what became of it: should the receiver come there, it arrives. */
  synchronized List<String> underWay() {
    return List.copyOf(underWay.keySet());
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
