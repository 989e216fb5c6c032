package io.rtmkit.loadtest.check;

import java.util.List;

/**
 * What the checker says of a run. Immutable.
 *
 * @param sent messages that clients tried to send
 * @param accepted those that the server said it took
 * @param delivered those that reached an application, whatever their sender was told
 * @param lost messages that did not reach a receiver that they should have reached
 * @param duplicated callbacks too many
 * @param reordered places where an order was broken
 * @param violations the first of all violations
 * @param violationCount of all violations
 */
public record Verdict(
    long sent,
    long accepted,
    long delivered,
    long lost,
    long duplicated,
    long reordered,
    List<Violation> violations,
    long violationCount) {
  public boolean isClean() {
    return violationCount == 0;
  }

  /** The verdict in one line. */
  public String summary() {
    return "sent %d accepted %d delivered %d lost %d duplicated %d reordered %d"
        .formatted(sent, accepted, delivered, lost, duplicated, reordered);
  }
}
