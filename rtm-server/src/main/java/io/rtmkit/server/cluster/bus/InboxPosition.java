package io.rtmkit.server.cluster.bus;

/**
 * Where a reader is in an inbox: the id of what it read last. Immutable.
 *
 * @param ms Unix ms, by the clock of Redis
 */
record InboxPosition(long ms, long counter) {
  /** In front of everything. */
  static final InboxPosition START = new InboxPosition(0, 0);

  /** Reads what Redis calls it. */
  static InboxPosition of(String id) {
    int dash = id.indexOf('-');
    return new InboxPosition(
        Long.parseLong(id, 0, dash, 10), Long.parseLong(id, dash + 1, id.length(), 10));
  }

  @Override
  public String toString() {
    return ms + "-" + counter;
  }
}
