package io.rtmkit.server.core.channel;

/**
 * How many members a shared channel has on all servers, and when those of this one are told. Not
 * thread-safe: guarded by the channel's monitor.
 */
final class ReplicaCount {
  private final String channelId;
  private final ChannelSeats seats;
  private final CountPacer pacer;
  private int members;
  private long rosterVersion;

  ReplicaCount(String channelId, ChannelSeats seats, ChannelRules rules) {
    this.channelId = channelId;
    this.seats = seats;
    this.pacer = new CountPacer(rules);
  }

  int members() {
    return members;
  }

  /** What is newer counts. */
  void learn(int newMembers, long newRosterVersion, long now) {
    if (newRosterVersion > rosterVersion) {
      rosterVersion = newRosterVersion;
      members = newMembers;
      pacer.changed();
      tellIfDue(now);
    }
  }

  /** Another life of the channel counts anew. */
  void beginAnew() {
    rosterVersion = 0;
  }

  void tellIfDue(long now) {
    if (pacer.isDue(now, members)) {
      pacer.told(now);
      seats.toAll(frame(), null);
    }
  }

  byte[] frame() {
    return Publications.encodeCount(channelId, members);
  }

  boolean owes() {
    return pacer.owes();
  }
}
