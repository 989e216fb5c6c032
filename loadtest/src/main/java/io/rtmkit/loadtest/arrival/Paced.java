package io.rtmkit.loadtest.arrival;

import io.netty.channel.EventLoop;

/** Someone who does something when it is due. */
public interface Paced {
  /** The only thread that calls {@link #fire}. */
  EventLoop loop();

  /**
   * Does it now.
   *
   * @param intendedNanos when it was due, in System.nanoTime: what is measured begins there, so
   *     that a stalled server, or tester, shows in every latency that it delays
   */
  void fire(long intendedNanos);
}
