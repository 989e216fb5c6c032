package io.rtmkit.loadtest.check;

/**
 * A resource measured before and after a run. Immutable.
 *
 * @param slack by how much more than 2 % it may have grown
 */
public record Figure(String name, double before, double after, double slack) {
  private static final double SHARE = 0.02;

  boolean isBack() {
    return after <= before + Math.max(before * SHARE, slack);
  }
}
