package io.rtmkit.client.internal;

import io.rtmkit.protocol.v1.PeerPresence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The users whose presence is subscribed, and what was told of each; sorts out what is news. The
 * maps it answers are in the order in which things came. Loop thread.
 */
final class WatchedPeers {
  private static final long NO_VERSION = Long.MIN_VALUE;
  private static final int NOT_TOLD = -1;

  private final Map<String, Peer> peers = new LinkedHashMap<>();

  /** How many there will be with these, when everything asked for so far has been granted. */
  int countWith(List<String> ids) {
    int count = 0;
    for (Peer each : peers.values()) {
      count += each.wanted ? 1 : 0;
    }
    for (String id : ids) {
      Peer peer = peers.get(id);
      count += peer == null || !peer.wanted ? 1 : 0;
    }
    return count;
  }

  /** Asked for. States that come before the answer are kept for it. */
  void onSubscribing(List<String> ids) {
    for (String id : ids) {
      Peer peer = peers.get(id);
      if (peer == null) {
        peer = new Peer();
        peers.put(id, peer);
      }
      peer.wanted = true;
      peer.unanswered++;
    }
  }

  /** Granted; answers the states of those that were not subscribed before. */
  Map<String, Integer> onSubscribed(List<String> ids, List<PeerPresence> states) {
    for (String id : ids) {
      Peer peer = peers.get(id);
      if (peer != null) {
        peer.unanswered--;
        peer.subscribed = true;
      }
    }
    return onStates(states, ids);
  }

  void onSubscribeFailed(List<String> ids) {
    for (String id : ids) {
      Peer peer = peers.get(id);
      if (peer != null) {
        peer.unanswered--;
        peer.wanted = peer.subscribed;
        removeIfOver(id, peer);
      }
    }
  }

  void onUnsubscribing(List<String> ids) {
    for (String id : ids) {
      Peer peer = peers.get(id);
      if (peer != null) {
        peer.wanted = false;
      }
    }
  }

  void onUnsubscribed(List<String> ids) {
    for (String id : ids) {
      Peer peer = peers.get(id);
      if (peer != null) {
        peer.subscribed = false;
        peer.told = NOT_TOLD;
        removeIfOver(id, peer);
      }
    }
  }

  void onUnsubscribeFailed(List<String> ids) {
    for (String id : ids) {
      Peer peer = peers.get(id);
      if (peer != null) {
        peer.wanted = peer.subscribed;
      }
    }
  }

  /** Takes states; answers those that are news. */
  Map<String, Integer> onStates(List<PeerPresence> states) {
    List<String> ids = new ArrayList<>();
    for (PeerPresence each : states) {
      ids.add(each.getUserId());
    }
    return onStates(states, ids);
  }

  /** What a new session must subscribe again. */
  List<String> toRestore() {
    List<String> ids = new ArrayList<>();
    for (Map.Entry<String, Peer> each : peers.entrySet()) {
      if (each.getValue().subscribed && each.getValue().wanted) {
        ids.add(each.getKey());
      }
    }
    return ids;
  }

  void forgetVersions() {
    for (Peer each : peers.values()) {
      each.version = NO_VERSION;
    }
  }

  void clear() {
    peers.clear();
  }

  private Map<String, Integer> onStates(List<PeerPresence> states, List<String> affected) {
    for (PeerPresence each : states) {
      Peer peer = peers.get(each.getUserId());
      if (peer != null && each.getVersion() > peer.version) {
        peer.version = each.getVersion();
        peer.state = each.getStateValue();
      }
    }
    Map<String, Integer> news = new LinkedHashMap<>();
    for (String id : affected) {
      Peer peer = peers.get(id);
      if (peer != null && peer.subscribed && peer.state != peer.told) {
        peer.told = peer.state;
        news.put(id, peer.state);
      }
    }
    return news;
  }

  private void removeIfOver(String id, Peer peer) {
    if (!peer.subscribed && peer.unanswered == 0) {
      peers.remove(id);
    }
  }

  /** One user. Loop thread. */
  private static final class Peer {
    // Requests on their way that subscribe it.
    int unanswered;
    // What all requests on their way will come to.
    boolean wanted;
    boolean subscribed;
    long version = NO_VERSION;
    int state = NOT_TOLD;
    int told = NOT_TOLD;
  }
}
