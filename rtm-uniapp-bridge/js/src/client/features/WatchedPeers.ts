import type { PeerPresence } from '../../generated/protocol';
import type { U64 } from '../wire/U64';

/** A user and its state: 0 online, 1 unreachable, 2 offline. */
export interface PeerState {
  peerId: string;
  state: number;
}

const NOT_TOLD = -1;

interface Peer {
  // Requests on their way that subscribe it.
  unanswered: number;
  // What all requests on their way will come to.
  wanted: boolean;
  subscribed: boolean;
  version?: U64;
  state: number;
  told: number;
}

/** The users whose presence is subscribed, and what was told of each; sorts out what is news. */
export class WatchedPeers {
  private readonly peers = new Map<string, Peer>();

  /** How many there will be with these, when everything asked for so far has been granted. */
  countWith(ids: string[]): number {
    const all = new Set(ids);
    this.peers.forEach((peer, id) => {
      if (peer.wanted) {
        all.add(id);
      }
    });
    return all.size;
  }

  /** Asked for. States that come before the answer are kept for it. */
  onSubscribing(ids: string[]): void {
    for (const id of ids) {
      let peer = this.peers.get(id);
      if (!peer) {
        peer = { unanswered: 0, wanted: true, subscribed: false, state: NOT_TOLD, told: NOT_TOLD };
        this.peers.set(id, peer);
      }
      peer.wanted = true;
      peer.unanswered++;
    }
  }

  /** Granted; answers the states of those that were not subscribed before. */
  onSubscribed(ids: string[], states: PeerPresence[]): PeerState[] {
    this.each(ids, (peer) => {
      peer.unanswered--;
      peer.subscribed = true;
    });
    return this.take(states, ids);
  }

  onSubscribeFailed(ids: string[]): void {
    this.each(ids, (peer, id) => {
      peer.unanswered--;
      peer.wanted = peer.subscribed;
      this.removeIfOver(id, peer);
    });
  }

  onUnsubscribing(ids: string[]): void {
    this.each(ids, (peer) => (peer.wanted = false));
  }

  onUnsubscribed(ids: string[]): void {
    this.each(ids, (peer, id) => {
      peer.subscribed = false;
      peer.told = NOT_TOLD;
      this.removeIfOver(id, peer);
    });
  }

  onUnsubscribeFailed(ids: string[]): void {
    this.each(ids, (peer) => (peer.wanted = peer.subscribed));
  }

  /** Takes states; answers those that are news. */
  onStates(states: PeerPresence[]): PeerState[] {
    return this.take(
      states,
      states.map((each) => each.userId),
    );
  }

  /** What a new session must subscribe again. */
  toRestore(): string[] {
    const ids: string[] = [];
    this.peers.forEach((peer, id) => {
      if (peer.subscribed && peer.wanted) {
        ids.push(id);
      }
    });
    return ids;
  }

  forgetVersions(): void {
    this.peers.forEach((peer) => (peer.version = undefined));
  }

  clear(): void {
    this.peers.clear();
  }

  private take(states: PeerPresence[], affected: string[]): PeerState[] {
    for (const each of states) {
      const peer = this.peers.get(each.userId);
      if (peer && (peer.version === undefined || each.version > peer.version)) {
        peer.version = each.version;
        peer.state = each.state;
      }
    }
    const news: PeerState[] = [];
    this.each(affected, (peer, peerId) => {
      if (peer.subscribed && peer.state !== peer.told) {
        peer.told = peer.state;
        news.push({ peerId, state: peer.state });
      }
    });
    return news;
  }

  private each(ids: string[], action: (peer: Peer, id: string) => void): void {
    for (const id of ids) {
      const peer = this.peers.get(id);
      if (peer) {
        action(peer, id);
      }
    }
  }

  private removeIfOver(id: string, peer: Peer): void {
    if (!peer.subscribed && peer.unanswered === 0) {
      this.peers.delete(id);
    }
  }
}
