package io.rtmkit.client.internal;

import io.rtmkit.client.RtmCallEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application of its invitations: each event makes the invitation show its new state
 * first, and only then the listener hears of it. Any thread.
 */
final class CallEvents {
  private final Callbacks callbacks;
  private volatile @Nullable RtmCallEventListener listener;

  CallEvents(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  /** Something to tell the listener. */
  interface Event {
    void tell(RtmCallEventListener listener);
  }

  void setListener(@Nullable RtmCallEventListener newListener) {
    listener = newListener;
  }

  /**
   * Tells an event on the callback executor, to the listener of that moment.
   *
   * @param show lets the invitation show its state, also if nobody listens
   */
  void tell(int bytes, Runnable show, Event event) {
    callbacks.run(
        bytes,
        () -> {
          show.run();
          RtmCallEventListener to = listener;
          if (to != null) {
            event.tell(to);
          }
        });
  }
}
