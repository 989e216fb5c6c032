package io.rtmkit.server.core.channel;

/**
 * Decides when the members of a channel are told its member count: at once after a quiet time,
 * otherwise no more often than the interval that goes with its size. Guarded by the channel's
 * monitor.
 */
final class CountPacer {
  private final ChannelRules rules;
  private boolean owed;
  private boolean everTold;
  private long toldAt;

  CountPacer(ChannelRules rules) {
    this.rules = rules;
  }

  void changed() {
    owed = true;
  }

  boolean owes() {
    return owed;
  }

  boolean isDue(long now, int members) {
    boolean large = members > rules.membersListed();
    long interval =
        (large ? rules.channel().largeCountInterval() : rules.channel().countInterval()).toNanos();
    return owed && (!everTold || now - toldAt >= interval);
  }

  void told(long now) {
    owed = false;
    everTold = true;
    toldAt = now;
  }
}
