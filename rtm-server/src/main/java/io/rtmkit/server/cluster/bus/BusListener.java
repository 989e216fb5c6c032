package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.Item;
import java.time.Duration;

/**
 * What the bus tells. All calls come from one thread, that of the bus, on which nobody may wait for
 * anything.
 */
public interface BusListener {
  /**
   * Something that another server sent, or this one to itself; what one server sends comes in its
   * order.
   */
  void onItem(String from, Item item);

  /** Something of that server never came: whoever goes by it compares with Redis. */
  void onGap(String from);

  /** That server is not there any more, for all that is known; told once. */
  void onNodeGone(String node);

  /** A server that was gone is there again, under the same name. */
  void onNodeBack(String node);

  /**
   * The lease of that server is over and nobody has cleaned up behind it yet; told again with each
   * beat, until {@link Bus#forget}.
   *
   * @param ago for how long it has been over
   */
  void onNodeExpired(String node, Duration ago);

  /** Others may take this server for gone from now on. */
  void onLeaseLost();

  /**
   * This server is there again.
   *
   * @param newIncarnation whether it has another name now, under which it has to begin anew
   */
  void onLeaseBack(boolean newIncarnation);
}
