package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.session.Delivery;
import java.util.List;

/** Where the delivery receipts of a message go. Called under the monitor of the channel. */
public interface ReceiptSink {
  /**
   * What is new of a message.
   *
   * @param userIds whose clients have it
   * @param waiting members that may still acknowledge
   * @param complete whether nothing more will come
   */
  record Receipts(long messageId, List<String> userIds, int waiting, boolean complete) {
    public Receipts {
      userIds = List.copyOf(userIds);
    }
  }

  /** Who sent the message. */
  String userId();

  /** Whether the receipts can be told piece by piece. */
  boolean isConnected();

  /** So many members are asked for a receipt. */
  default void expected(int members) {}

  /** Tells receipts of the message that has this offset. */
  Delivery tell(long offset, Receipts receipts, long now);
}
