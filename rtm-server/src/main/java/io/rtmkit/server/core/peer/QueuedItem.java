package io.rtmkit.server.core.peer;

import io.rtmkit.server.core.session.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Something of a user's queue that is in the inbox of the user's session. Guarded by the monitor of
 * its feed.
 */
final class QueuedItem implements Receipt {
  private final QueueFeed feed;

  /** Place in the queue; 0 for the notice that messages are lost. */
  final long offset;

  /** The sender that waits for an answer, if it does. */
  @Nullable PeerDelivery delivery;

  QueuedItem(QueueFeed feed, long offset, @Nullable PeerDelivery delivery) {
    this.feed = feed;
    this.offset = offset;
    this.delivery = delivery;
  }

  @Override
  public void acknowledged() {
    PeerDelivery waiting = feed.acknowledged(this);
    if (waiting != null) {
      waiting.acknowledged();
    }
  }

  @Override
  public void timedOut() {
    stays("has not acknowledged in time");
  }

  /** The store must hear of the acknowledgement whenever it comes. */
  @Override
  public boolean outlivesTimeout() {
    return true;
  }

  @Override
  public void abandoned(boolean sent) {
    stays("went offline before it acknowledged");
  }

  /** The sender goes on waiting, for the acknowledgement to the other server. */
  @Override
  public void moved(boolean sent) {
    PeerDelivery waiting = feed.takeDelivery(this);
    if (waiting != null) {
      waiting.sendOn(offset);
    }
  }

  private void stays(String why) {
    PeerDelivery waiting = feed.takeDelivery(this);
    if (waiting != null) {
      waiting.cached(why);
    }
  }
}
