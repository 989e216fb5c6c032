import {
  AttributeOperationError,
  ChannelMessageError,
  GetChannelMemberCountError,
  GetMembersError,
  HistoryError,
  InvitationApiCallError,
  JoinChannelError,
  LeaveChannelError,
  PeerMessageError,
  PeerSubscriptionStatusError,
  QueryPeersBySubscriptionOptionError,
  QueryPeersOnlineStatusError,
  RenewTokenError,
} from '../../generated/protocol';

/** In every list of codes: there is no instance. */
export const NOT_INITIALIZED = 101;

/** In every list of codes but login's: nobody is logged in. */
export const NOT_LOGGED_IN = 102;

export const LOGIN_TIMEOUT_MS = 6_000;
export const LOGOUT_TIMEOUT_MS = 2_000;

/** A kind of call: how long it may take and what its general failures are called. */
export interface Operation {
  readonly timeoutMs: number;
  readonly timeoutCode: number;
  readonly tooOftenCode: number;
  /**
   * Put back by the client itself after a lost session: decided anew by each connection, so never sent
   * again. These refusals, beside the two above, may be another answer later.
   */
  readonly mayPass?: readonly number[];
  /** Sent again even when it has timed out: the server must not go on thinking otherwise. */
  readonly insists?: boolean;
}

function operation(timeoutMs: number, timeoutCode: number, tooOftenCode: number): Operation {
  return { timeoutMs, timeoutCode, tooOftenCode };
}

function restoring(of: Operation, ...mayPass: number[]): Operation {
  return Object.assign({}, of, { mayPass });
}

export const RENEW_TOKEN = operation(
  10_000,
  RenewTokenError.RENEW_TOKEN_ERR_FAILURE,
  RenewTokenError.RENEW_TOKEN_ERR_TOO_OFTEN,
);

export const PEER_MESSAGE = operation(
  10_000,
  PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT,
  PeerMessageError.PEER_MESSAGE_ERR_TOO_OFTEN,
);

export const CHANNEL_MESSAGE = operation(
  10_000,
  ChannelMessageError.CHANNEL_MESSAGE_ERR_TIMEOUT,
  ChannelMessageError.CHANNEL_MESSAGE_ERR_TOO_OFTEN,
);

export const JOIN = operation(
  5_000,
  JoinChannelError.JOIN_CHANNEL_TIMEOUT,
  JoinChannelError.JOIN_CHANNEL_ERR_TOO_OFTEN,
);

export const REJOIN = restoring(
  JOIN,
  JoinChannelError.JOIN_CHANNEL_ERR_FAILURE,
  JoinChannelError.JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN,
);

export const LEAVE: Operation = {
  timeoutMs: 5_000,
  timeoutCode: LeaveChannelError.LEAVE_CHANNEL_ERR_FAILURE,
  tooOftenCode: LeaveChannelError.LEAVE_CHANNEL_ERR_FAILURE,
  insists: true,
};

export const MEMBERS = operation(
  5_000,
  GetMembersError.GET_MEMBERS_ERR_TIMEOUT,
  GetMembersError.GET_MEMBERS_ERR_TOO_OFTEN,
);

export const MEMBER_COUNTS = operation(
  5_000,
  GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_TIMEOUT,
  GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_TOO_OFTEN,
);

export const ATTRIBUTES = operation(
  5_000,
  AttributeOperationError.ATTRIBUTE_OPERATION_ERR_TIMEOUT,
  AttributeOperationError.ATTRIBUTE_OPERATION_ERR_TOO_OFTEN,
);

export const RESTORE_ATTRIBUTES = restoring(
  ATTRIBUTES,
  AttributeOperationError.ATTRIBUTE_OPERATION_ERR_FAILURE,
);

export const QUERY_PRESENCE = operation(
  10_000,
  QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_TIMEOUT,
  QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_TOO_OFTEN,
);

export const WATCH_PRESENCE = operation(
  10_000,
  PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_TIMEOUT,
  PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_TOO_OFTEN,
);

export const RESTORE_PRESENCE = restoring(
  WATCH_PRESENCE,
  PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_FAILURE,
);

export const LIST_WATCHED = operation(
  5_000,
  QueryPeersBySubscriptionOptionError.QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_TIMEOUT,
  QueryPeersBySubscriptionOptionError.QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_TOO_OFTEN,
);

export const INVITATION = operation(
  10_000,
  InvitationApiCallError.INVITATION_API_CALL_ERR_FAILURE,
  InvitationApiCallError.INVITATION_API_CALL_ERR_TOO_OFTEN,
);

export const HISTORY = operation(
  10_000,
  HistoryError.HISTORY_ERR_TIMEOUT,
  HistoryError.HISTORY_ERR_TOO_OFTEN,
);
