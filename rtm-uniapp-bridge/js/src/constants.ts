/** The state of onConnectionStateChanged. */
export const ConnectionState = {
  DISCONNECTED: 1,
  CONNECTING: 2,
  CONNECTED: 3,
  RECONNECTING: 4,
  ABORTED: 5,
} as const;

/** The reason of onConnectionStateChanged. */
export const ConnectionChangeReason = {
  LOGIN: 1,
  LOGIN_SUCCESS: 2,
  LOGIN_FAILURE: 3,
  LOGIN_TIMEOUT: 4,
  INTERRUPTED: 5,
  LOGOUT: 6,
  BANNED_BY_SERVER: 7,
  REMOTE_LOGIN: 8,
} as const;

/** The state of a peer in queryPeersOnlineStatus and onPeersOnlineStatusChanged. */
export const PeerOnlineState = {
  ONLINE: 0,
  UNREACHABLE: 1,
  OFFLINE: 2,
} as const;

/** The option of queryPeersBySubscriptionOption. */
export const PeerSubscriptionOption = {
  ONLINE_STATUS: 0,
} as const;

/** The state of an invitation in the events of its caller. */
export const LocalInvitationState = {
  IDLE: 0,
  SENT_TO_REMOTE: 1,
  RECEIVED_BY_REMOTE: 2,
  ACCEPTED_BY_REMOTE: 3,
  REFUSED_BY_REMOTE: 4,
  CANCELED: 5,
  FAILURE: 6,
} as const;

/** The state of an invitation in the events of its callee. */
export const RemoteInvitationState = {
  IDLE: 0,
  INVITATION_RECEIVED: 1,
  ACCEPT_SENT_TO_LOCAL: 2,
  REFUSED: 3,
  ACCEPTED: 4,
  CANCELED: 5,
  FAILURE: 6,
} as const;

/** The code that sendMessageToPeer answers. */
export const PeerMessageError = {
  OK: 0,
  FAILURE: 1,
  TIMEOUT: 2,
  PEER_UNREACHABLE: 3,
  CACHED_BY_SERVER: 4,
  TOO_OFTEN: 5,
  INVALID_USERID: 6,
  INVALID_MESSAGE: 7,
  INCOMPATIBLE_MESSAGE: 8,
  NOT_INITIALIZED: 101,
  USER_NOT_LOGGED_IN: 102,
} as const;

/** The filter of setLogFilter: each includes those above it. */
export const LogFilter = {
  OFF: 0,
  CRITICAL: 8,
  ERROR: 12,
  WARNING: 14,
  INFO: 15,
} as const;
