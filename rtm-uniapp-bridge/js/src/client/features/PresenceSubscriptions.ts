import type { Result } from '../../api';
import {
  PeerOnlineState,
  PeerSubscriptionStatusError,
  QueryPeersBySubscriptionOptionError,
  QueryPeersOnlineStatusError,
  type PeerPresence,
  type Reply,
} from '../../generated/protocol';
import { Refusal, type Answer } from '../Answer';
import type { Context } from '../Context';
import { LIST_WATCHED, QUERY_PRESENCE, RESTORE_PRESENCE, WATCH_PRESENCE } from '../requests/Operation';
import type { RequestBody } from '../requests/PendingRequest';
import type { Requests } from '../requests/Requests';
import { Restore, type RestoreOwner } from '../requests/Restore';
import { findIdsProblem } from '../requests/rules';
import type { ServerLimits } from '../requests/ServerLimits';
import { WatchedPeers, type PeerState } from './WatchedPeers';

/** Who is online: queries, and the subscriptions, which are made again when a session was lost. */
export class PresenceSubscriptions implements RestoreOwner {
  // From login to logout.
  private readonly watched = new WatchedPeers();
  private readonly restore: Restore;

  constructor(
    private readonly context: Context,
    private readonly requests: Requests,
    private readonly limits: ServerLimits,
  ) {
    this.restore = new Restore(context, requests, RESTORE_PRESENCE, this);
  }

  query(ids: string[], answer: Answer<{ peerOnlineStatus: PeerState[] }>): void {
    const most = this.limits.now.presenceQueried;
    const tooMany = ids.length > most ? `peerIds: ${ids.length} ids, at most ${most}` : undefined;
    const problem = findIdsProblem('peerIds', ids) || tooMany;
    if (problem) {
      throw new Refusal(
        QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_INVALID_ARGUMENT,
        problem,
      );
    }
    this.requests.submit(
      QUERY_PRESENCE,
      { queryPresence: { userIds: ids } },
      (reply) => answer.succeed({ peerOnlineStatus: toOnline(ids, peersOf(reply)) }),
      (error) => answer.fail(error.code, error.message),
    );
  }

  subscribe(ids: string[], answer: Answer): void {
    this.check(ids, this.watched.countWith(ids));
    this.watched.onSubscribing(ids);
    this.requests.submit(
      WATCH_PRESENCE,
      { watchPresence: { userIds: ids } },
      (reply) => {
        answer.done();
        this.tell(this.watched.onSubscribed(ids, peersOf(reply)));
      },
      (error) => {
        this.watched.onSubscribeFailed(ids);
        answer.fail(error.code, error.message);
      },
    );
  }

  unsubscribe(ids: string[], answer: Answer): void {
    this.check(ids, ids.length);
    this.watched.onUnsubscribing(ids);
    this.requests.submit(
      WATCH_PRESENCE,
      { unwatchPresence: { userIds: ids } },
      () => {
        this.watched.onUnsubscribed(ids);
        answer.done();
      },
      (error) => {
        this.watched.onUnsubscribeFailed(ids);
        answer.fail(error.code, error.message);
      },
    );
  }

  list(option: number, answer: Answer<{ peers: string[] }>): void {
    if (option !== 0) {
      throw new Refusal(
        QueryPeersBySubscriptionOptionError.QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_FAILURE,
        `option: is ${option}, must be 0 (online status)`,
      );
    }
    this.requests.submit(
      LIST_WATCHED,
      { listWatched: { option } },
      (reply) => answer.succeed({ peers: reply.watched ? reply.watched.userIds : [] }),
      (error) => answer.fail(error.code, error.message),
    );
  }

  onPush(peers: PeerPresence[]): void {
    this.tell(this.watched.onStates(peers));
  }

  /** The session goes on; a restoring that had no answer is made again. */
  onResumed(): void {
    this.restore.onResumed();
  }

  /** A new session watches nobody yet, and counts its versions anew. */
  onNewSession(): void {
    this.restore.cancel();
    this.watched.forgetVersions();
    if (this.watched.toRestore().length > 0) {
      this.restore.begin(false);
    }
  }

  onLoggedOut(): void {
    this.restore.cancel();
    this.watched.clear();
  }

  restoreRequest(): RequestBody {
    return { watchPresence: { userIds: this.watched.toRestore() } };
  }

  onRestored(reply: Reply): void {
    this.onPush(peersOf(reply));
  }

  onRestoreFailed(error: Result): void {
    const { code, message } = error;
    this.context.log.warn(`presence subscriptions are not restored: ${code} ${message}`);
  }

  private tell(peersStatus: PeerState[]): void {
    if (peersStatus.length > 0) {
      this.context.tell({ rtmEvent: 'onPeersOnlineStatusChanged', peersStatus });
    }
  }

  private check(ids: string[], count: number): void {
    const problem = findIdsProblem('peerIds', ids);
    if (problem) {
      throw new Refusal(
        PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_INVALID_ARGUMENT,
        problem,
      );
    }
    const most = this.limits.now.presenceWatched;
    if (count > most) {
      throw new Refusal(
        PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_OVERFLOW,
        `peerIds: ${count} subscribed users in all, at most ${most}`,
      );
    }
  }
}

function peersOf(reply: Reply): PeerPresence[] {
  return reply.presence ? reply.presence.peers : [];
}

// A query knows online and offline only.
function toOnline(ids: string[], peers: PeerPresence[]): PeerState[] {
  const states = new Map<string, number>();
  peers.forEach((each) => states.set(each.userId, each.state));
  return ids.map((peerId) => {
    const known = states.get(peerId);
    const offline = known === undefined || known === PeerOnlineState.PEER_ONLINE_STATE_OFFLINE;
    const state = offline
      ? PeerOnlineState.PEER_ONLINE_STATE_OFFLINE
      : PeerOnlineState.PEER_ONLINE_STATE_ONLINE;
    return { peerId, state };
  });
}
