import type { ChannelAttribute } from './api';

interface LocalInvitationEvent {
  calleeId: string;
  content: string;
  channelId: string;
  /** 0 idle, 1 sent, 2 received, 3 accepted, 4 refused, 5 canceled, 6 failure. */
  state: number;
}

interface LocalInvitationAnswerEvent extends LocalInvitationEvent {
  response: string;
  /** The same as response. */
  getResponse: string;
}

interface RemoteInvitationEvent {
  callerId: string;
  content: string;
  channelId: string;
  /** 0 idle, 1 received, 2 acceptance sent, 3 refused, 4 accepted, 5 canceled, 6 failure. */
  state: number;
}

/** Every event by its name; what comes to a listener also has its name as `rtmEvent`. */
export interface RtmEvents {
  /** state: 1 disconnected, 2 connecting, 3 connected, 4 reconnecting, 5 aborted. reason: 1 to 8. */
  onConnectionStateChanged: { state: number; reason: number };
  /** messageType: 1 text, 2 raw: then rawMessage is its bytes in Base64 and text its description. */
  onPeerMessageReceived: {
    serverReceivedTs: number;
    text: string;
    /** 1 if the message had waited on the server. */
    OfflineMessage: number;
    messageType: number;
    peerId: string;
    rawMessage: string;
  };
  /** state: 0 online, 1 unreachable, 2 offline. */
  onPeersOnlineStatusChanged: { peersStatus: { peerId: string; state: number }[] };
  /** The token has 30 s left: call renewToken. */
  onTokenWillExpire: object;
  /** The server refuses the token while reconnecting: call renewToken. */
  onTokenDidExpire: object;
  /** Messages that waited for this user are gone: too many, or too old. */
  onPeerMessagesLost: { count: number };

  /** All attributes of the channel. */
  onAttributesUpdated: { attributeList: ChannelAttribute[]; channelId: string };
  onMemberCountUpdated: { memberCount: number; channelId: string };
  onMemberJoined: { userId: string; channelId: string };
  onMemberLeft: { userId: string; channelId: string };
  onChannelMessageReceived: {
    /** As messageType of onPeerMessageReceived. */
    type: number;
    text: string;
    serverReceivedTs: number;
    isOfflineMessage: boolean;
    userId: string;
    channelId: string;
    rawMessage: string;
  };
  /** Of the messages kept for this member the oldest are gone. */
  onChannelMessagesLost: { channelId: string; count: number };
  /** After a reconnect: the events of the channel with these numbers are gone. */
  onMessagesMissed: { channelId: string; from: number; to: number };
  /** After a reconnect: the channel began anew, nobody can tell what was missed. */
  onChannelReset: { channelId: string };
  /** After a reconnect: the channel could not be entered again. code and message: as of join. */
  onMembershipLost: { channelId: string; code: number; message: string };

  onLocalInvitationAccepted: LocalInvitationAnswerEvent;
  onLocalInvitationCanceled: LocalInvitationEvent;
  /** code: 1 peer offline, 2 no response, 3 expired, 4 not logged in. */
  onLocalInvitationFailure: LocalInvitationEvent & { code: number };
  onLocalInvitationReceivedByPeer: LocalInvitationEvent;
  onLocalInvitationRefused: LocalInvitationAnswerEvent;
  onRemoteInvitationAccepted: RemoteInvitationEvent & { response: string };
  onRemoteInvitationCanceled: RemoteInvitationEvent;
  /** code: 1 peer offline, 2 acceptance failed, 3 expired. */
  onRemoteInvitationFailure: RemoteInvitationEvent & { code: number };
  onRemoteInvitationReceived: RemoteInvitationEvent;
  onRemoteInvitationRefused: RemoteInvitationEvent & { response: string };
}

export type RtmEventName = keyof RtmEvents;
export type RtmEvent = { [N in RtmEventName]: RtmEvents[N] & { rtmEvent: N } }[RtmEventName];
