package io.rtmkit.uniapp;

import io.rtmkit.client.RtmClientListener;
import io.rtmkit.client.RtmMessage;
import io.rtmkit.client.RtmStatusCode.ConnectionState;
import io.rtmkit.client.internal.transport.Base64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells the pages what the client is told. On the client's callback thread. */
final class ClientEvents implements RtmClientListener {
  private final Pages pages;
  private volatile boolean loggedIn;

  ClientEvents(Pages pages) {
    this.pages = pages;
  }

  /** Whether a user is logged in, as far as the pages have been told. Any thread. */
  boolean isLoggedIn() {
    return loggedIn;
  }

  @Override
  public void onConnectionStateChanged(int state, int reason) {
    loggedIn =
        state == ConnectionState.CONNECTION_STATE_CONNECTED
            || state == ConnectionState.CONNECTION_STATE_RECONNECTING;
    new Event("onConnectionStateChanged").put("state", state).put("reason", reason).tell(pages);
  }

  @Override
  public void onMessageReceived(RtmMessage message, String peerId) {
    new Event("onPeerMessageReceived")
        .put("serverReceivedTs", message.getServerReceivedTs())
        .put("text", message.getText())
        .put("OfflineMessage", message.isOfflineMessage() ? 1 : 0)
        .put("messageType", message.getMessageType())
        .put("peerId", peerId)
        .put("rawMessage", Base64.encode(message.getRawMessage()))
        .tell(pages);
  }

  @Override
  public void onPeersOnlineStatusChanged(Map<String, Integer> peersStatus) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : peersStatus.entrySet()) {
      list.add(PeerCalls.toStatus(entry.getKey(), entry.getValue()));
    }
    new Event("onPeersOnlineStatusChanged").put("peersStatus", list).tell(pages);
  }

  @Override
  public void onTokenWillExpire() {
    new Event("onTokenWillExpire").tell(pages);
  }

  @Override
  public void onTokenExpired() {
    new Event("onTokenDidExpire").tell(pages);
  }

  @Override
  public void onPeerMessagesLost(long count) {
    new Event("onPeerMessagesLost").put("count", Numbers.narrow(count)).tell(pages);
  }
}
