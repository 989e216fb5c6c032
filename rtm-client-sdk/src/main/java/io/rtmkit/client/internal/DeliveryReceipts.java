package io.rtmkit.client.internal;

import io.rtmkit.client.RtmMessage;
import io.rtmkit.protocol.v1.DeliveryReceiptPush;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The messages of one membership that wait for receipts of the other members. Loop thread. */
final class DeliveryReceipts {
  static final int CAPACITY = 1_000;
  private static final int LISTED = 64;

  /** Who tells the application. Loop thread. */
  interface Owner {
    void onReceipt(int bytes, DeliveryReceipt receipt);
  }

  private final String channelId;
  private final Owner owner;
  private final Map<Long, Open> open = new LinkedHashMap<>();

  DeliveryReceipts(String channelId, Owner owner) {
    this.channelId = channelId;
    this.owner = owner;
  }

  /** A message is sent whose sender wants receipts; the first of them may overtake the reply. */
  void onSending(long messageId, RtmMessage message) {
    open.put(messageId, new Open(message));
    if (open.size() > CAPACITY) {
      Iterator<Long> oldest = open.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** The server took the message and expects so many receipts. */
  void onSent(long messageId, int expected) {
    Open message = open.get(messageId);
    if (message != null && expected == 0) {
      open.remove(messageId);
      tell(message, 0, true);
    } else if (message != null) {
      message.sent = true;
    }
  }

  /** Whoever was told that the sending failed hears no more of it. */
  void onSendFailed(long messageId) {
    open.remove(messageId);
  }

  void onPush(DeliveryReceiptPush push) {
    Open message = open.get(push.getMessageId());
    if (message == null) {
      return;
    }
    message.deliveredTo.addAll(push.getUserIdsList());
    if (push.getComplete()) {
      open.remove(push.getMessageId());
    }
    tell(message, push.getWaiting(), push.getComplete());
  }

  /** The session that would have told more is gone. What is sent again goes on. */
  void onNewSession() {
    List<Open> over = new ArrayList<>();
    for (Iterator<Open> each = open.values().iterator(); each.hasNext(); ) {
      Open message = each.next();
      if (message.sent) {
        each.remove();
        over.add(message);
      }
    }
    for (Open message : over) {
      tell(message, 0, true);
    }
  }

  void clear() {
    open.clear();
  }

  private void tell(Open message, int waiting, boolean complete) {
    owner.onReceipt(
        message.deliveredTo.size() * LISTED,
        new DeliveryReceipt(message.message, channelId, message.deliveredTo, waiting, complete));
  }

  /** One message. Loop thread. */
  private static final class Open {
    final RtmMessage message;
    final Set<String> deliveredTo = new LinkedHashSet<>();
    boolean sent;

    Open(RtmMessage message) {
      this.message = message;
    }
  }
}
