package io.rtmkit.uniapp;

import io.rtmkit.client.PeerOnlineState;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmStatusCode.PeerMessageError;
import io.rtmkit.client.SendMessageOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages to users, and who is online. Stateless. */
final class PeerCalls {
  private PeerCalls() {}

  static void sendMessageToPeer(Call call) {
    RtmClient client = call.instance().client;
    String peerId = call.options.text("peerId", PeerMessageError.PEER_MESSAGE_ERR_INVALID_USERID);
    String text = call.options.text("text");
    client.sendMessageToPeer(
        peerId, client.createMessage(text), sendOptions(call), call.answer.whenDone());
  }

  /** The options that peer and channel messages share. */
  static SendMessageOptions sendOptions(Call call) {
    SendMessageOptions options = new SendMessageOptions();
    options.enableOfflineMessaging = call.options.flag("enableOfflineMessaging");
    options.enableHistoricalMessaging = call.options.flag("enableHistoricalMessaging");
    return options;
  }

  static void queryPeersOnlineStatus(Call call) {
    call.instance()
        .client
        .queryPeersOnlineStatus(
            peerIds(call),
            call.answer.when(
                (answer, online) -> answer.put("peerOnlineStatus", toStatusList(online))));
  }

  static void subscribePeersOnlineStatus(Call call) {
    call.instance().client.subscribePeersOnlineStatus(peerIds(call), call.answer.whenDone());
  }

  static void unsubscribePeersOnlineStatus(Call call) {
    call.instance().client.unsubscribePeersOnlineStatus(peerIds(call), call.answer.whenDone());
  }

  static void queryPeersBySubscriptionOption(Call call) {
    int option = call.options.integer("option", 0);
    call.instance()
        .client
        .queryPeersBySubscriptionOption(
            option,
            call.answer.when((answer, peers) -> answer.put("peers", new ArrayList<>(peers))));
  }

  private static Set<String> peerIds(Call call) {
    return new LinkedHashSet<>(call.options.texts("peerIds"));
  }

  private static List<Map<String, Object>> toStatusList(Map<String, Boolean> online) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Map.Entry<String, Boolean> entry : online.entrySet()) {
      list.add(
          toStatus(
              entry.getKey(), entry.getValue() ? PeerOnlineState.ONLINE : PeerOnlineState.OFFLINE));
    }
    return list;
  }

  /** The state of a user, as answers and events have it. */
  static Map<String, Object> toStatus(String peerId, int state) {
    Map<String, Object> status = new HashMap<>();
    status.put("peerId", peerId);
    status.put("state", state);
    return status;
  }
}
