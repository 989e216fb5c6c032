package io.rtmkit.loadtest.check;

import java.util.List;

/**
 * A promise that did not hold. Immutable.
 *
 * @param ids of the messages, users, channels or calls concerned
 */
public record Violation(Invariant invariant, String what, List<String> ids) {
  @Override
  public String toString() {
    return invariant + ": " + what + " " + String.join(" ", ids);
  }
}
