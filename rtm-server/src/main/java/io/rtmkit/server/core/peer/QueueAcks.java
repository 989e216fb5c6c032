package io.rtmkit.server.core.peer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.session.UserKey;

/**
 * Takes a client's acknowledgements to the store, one at a time: what is acknowledged meanwhile
 * goes together into the next. One that is lost does no harm: the client drops what it has when it
 * comes again. Thread-safe.
 */
final class QueueAcks {
  private final UserKey user;
  private final MessageStore store;

  @GuardedBy("this")
  private long upTo;

  @GuardedBy("this")
  private long lost;

  @GuardedBy("this")
  private boolean sending;

  @GuardedBy("this")
  private boolean waiting;

  QueueAcks(UserKey user, MessageStore store) {
    this.user = user;
    this.store = store;
  }

  /**
   * The client has something.
   *
   * @param offset everything in the queue up to here; 0 for nothing
   * @param lostTold that so many messages are lost
   */
  void add(long offset, long lostTold) {
    synchronized (this) {
      upTo = Math.max(upTo, offset);
      lost += lostTold;
      waiting = true;
      if (sending) {
        return;
      }
      sending = true;
    }
    send();
  }

  private void send() {
    long offset;
    long lostTold;
    synchronized (this) {
      offset = upTo;
      lostTold = lost;
      lost = 0;
      waiting = false;
    }
    store
        .acknowledge(user, offset, lostTold)
        .whenComplete(
            (done, failure) -> {
              if (goesOn(failure == null)) {
                send();
              }
            });
  }

  private synchronized boolean goesOn(boolean done) {
    sending = done && waiting;
    return sending;
  }
}
