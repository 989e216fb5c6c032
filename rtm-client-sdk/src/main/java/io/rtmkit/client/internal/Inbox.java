package io.rtmkit.client.internal;

/**
 * The session's inbox as far as it has arrived. The messages seen last are kept beyond the session:
 * a sender may repeat to the next one what the last one had. Loop thread.
 */
final class Inbox {
  private final RecentMessages recent = new RecentMessages();

  // As long as a session.
  private long offset;
  private boolean ackDue;

  long offset() {
    return offset;
  }

  void onNewSession() {
    offset = 0;
    ackDue = false;
  }

  /** A push of the inbox arrived; false if it is one that came before. */
  boolean accept(long pushOffset) {
    // Acknowledged again, too: the ack may be what was lost.
    ackDue = true;
    if (pushOffset <= offset) {
      return false;
    }
    offset = pushOffset;
    return true;
  }

  /** Whether a peer message is told: false if the same has been seen lately. */
  boolean isNew(String senderId, long messageId) {
    return recent.add(senderId, messageId);
  }

  /** Whether an ack is to be sent now; true once for everything that arrived since. */
  boolean takeAckDue() {
    boolean due = ackDue;
    ackDue = false;
    return due;
  }
}
