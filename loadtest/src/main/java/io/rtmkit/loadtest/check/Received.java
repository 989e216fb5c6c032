package io.rtmkit.loadtest.check;

import org.jspecify.annotations.Nullable;

/**
 * A message given to the application. Immutable.
 *
 * @param from the sender that the callback named
 * @param via {@link MessageId#CHANNEL} and the channel whose callback it was, or the receiver's id
 * @param offline whether it was kept while the receiver was away
 * @param id what the payload says that it is; null if the payload is broken
 * @param broken the payload, if it is broken or of another run; otherwise empty
 */
public record Received(
    long at, String from, String via, boolean offline, @Nullable MessageId id, String broken) {
  private static final int KEPT = 120;

  /** Reads the payload of a message of this run. */
  static Received of(Receipt receipt, String runId) {
    String text = receipt.text();
    Payload payload = Payload.parse(text);
    boolean sound = payload != null && payload.runId().equals(runId);
    return new Received(
        receipt.at(),
        receipt.from().intern(),
        receipt.via(),
        receipt.offline(),
        sound && payload != null ? payload.id() : null,
        sound ? "" : text.substring(0, Math.min(KEPT, text.length())));
  }

  /** A callback as it came, before its payload is read. Immutable. */
  public record Receipt(long at, String from, String via, boolean offline, String text) {}

  /** Whether the callback agrees with the payload on sender and target. */
  boolean isWhereItBelongs() {
    return id != null && id.sender().equals(from) && id.target().equals(via);
  }
}
