import {
  PeerMessageError,
  PeerSubscriptionStatusError,
  QueryPeersBySubscriptionOptionError,
  QueryPeersOnlineStatusError,
} from '../../generated/protocol';
import type { Args } from '../Args';
import type { OutgoingText } from '../features/PeerMessages';
import { nothing, type FunctionRows } from './FunctionRow';

/** The text of a message, and how to keep it. */
export function readText(args: Args, invalidMessage: number): OutgoingText {
  return {
    text: args.text('text', invalidMessage),
    enableHistoricalMessaging: args.flag('enableHistoricalMessaging'),
    enableOfflineMessaging: args.flag('enableOfflineMessaging'),
  };
}

export const peerFunctions: FunctionRows<
  | 'sendMessageToPeer'
  | 'queryPeersOnlineStatus'
  | 'subscribePeersOnlineStatus'
  | 'unsubscribePeersOnlineStatus'
  | 'queryPeersBySubscriptionOption'
> = {
  sendMessageToPeer: {
    invalid: PeerMessageError.PEER_MESSAGE_ERR_INVALID_MESSAGE,
    blank: nothing,
    run(client, args, answer) {
      const peerId = args.text('peerId', PeerMessageError.PEER_MESSAGE_ERR_INVALID_USERID);
      const message = readText(args, PeerMessageError.PEER_MESSAGE_ERR_INVALID_MESSAGE);
      client.features.peers.send(peerId, message, answer);
    },
  },
  queryPeersOnlineStatus: {
    invalid: QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_INVALID_ARGUMENT,
    blank: () => ({ peerOnlineStatus: [] }),
    run: (client, args, answer) => client.features.presence.query(args.textsOnce('peerIds'), answer),
  },
  subscribePeersOnlineStatus: {
    invalid: PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_INVALID_ARGUMENT,
    blank: nothing,
    run: (client, args, answer) => client.features.presence.subscribe(args.textsOnce('peerIds'), answer),
  },
  unsubscribePeersOnlineStatus: {
    invalid: PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_INVALID_ARGUMENT,
    blank: nothing,
    run: (client, args, answer) =>
      client.features.presence.unsubscribe(args.textsOnce('peerIds'), answer),
  },
  // This function has no code for its arguments.
  queryPeersBySubscriptionOption: {
    invalid: QueryPeersBySubscriptionOptionError.QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_FAILURE,
    blank: () => ({ peers: [] }),
    run: (client, args, answer) => client.features.presence.list(args.number('option', 0), answer),
  },
};
