package io.rtmkit.client;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is online: the part of {@link RtmClient} about presence. */
public interface RtmPresence {
  /**
   * Asks whether users are online, within 10 seconds.
   *
   * @param peerIds 1 to 256 ids
   * @param callback true for a user who is logged in, in the order of the ids; codes of {@link
   *     RtmStatusCode.QueryPeersOnlineStatusError}
   */
  void queryPeersOnlineStatus(
      Set<String> peerIds, @Nullable ResultCallback<Map<String, Boolean>> callback);

  /**
   * Subscribes to the states of users, within 10 seconds. Those newly subscribed are told at once
   * by {@link RtmClientListener#onPeersOnlineStatusChanged}, later their changes. Lasts until
   * logout, also over lost connections.
   *
   * @param peerIds 1 to 512 ids, and no more than 512 in all; repeats are harmless
   * @param callback codes of {@link RtmStatusCode.PeerSubscriptionStatusError}
   */
  void subscribePeersOnlineStatus(Set<String> peerIds, @Nullable ResultCallback<Void> callback);

  /** Ends subscriptions, within 10 seconds; ids that are not subscribed are harmless. */
  void unsubscribePeersOnlineStatus(Set<String> peerIds, @Nullable ResultCallback<Void> callback);

  /**
   * The subscribed users, within 5 seconds.
   *
   * @param option {@link PeerSubscriptionOption#ONLINE}
   * @param callback codes of {@link RtmStatusCode.QueryPeersBySubscriptionOptionError}
   */
  void queryPeersBySubscriptionOption(
      Integer option, @Nullable ResultCallback<Set<String>> callback);
}
