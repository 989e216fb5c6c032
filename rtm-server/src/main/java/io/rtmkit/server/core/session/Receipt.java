package io.rtmkit.server.core.session;

/**
 * What the sender of an inbox item learns of its fate. One method is called, once, on any thread
 * and under no monitor; a time-out may come before another, if it wants to hear of that.
 */
public interface Receipt {
  /** Nobody wants to know. */
  Receipt UNASKED =
      new Receipt() {
        @Override
        public void acknowledged() {}

        @Override
        public void timedOut() {}

        @Override
        public void abandoned(boolean sent) {}
      };

  /** The receiver's client has the item. */
  void acknowledged();

  /** No acknowledgement in time; the item stays in the inbox and may still arrive. */
  void timedOut();

  /** Whether it wants to hear of the end of the item also after it has timed out. */
  default boolean outlivesTimeout() {
    return false;
  }

  /**
   * The receiver's session ended.
   *
   * @param sent whether the item was ever written to a connection, so that it may have arrived
   */
  void abandoned(boolean sent);

  /**
   * The receiver's session goes on on another server, which does not have the item.
   *
   * @param sent whether the item may have arrived nevertheless
   */
  default void moved(boolean sent) {
    abandoned(sent);
  }
}
