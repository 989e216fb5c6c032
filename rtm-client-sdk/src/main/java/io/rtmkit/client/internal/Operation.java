package io.rtmkit.client.internal;

import io.rtmkit.client.RtmHistoryManager;
import io.rtmkit.client.RtmLockManager;
import io.rtmkit.client.RtmStatusCode;

/** The kinds of calls: how long each may take and what its general failures are called. */
enum Operation {
  LOGIN(
      6_000,
      RtmStatusCode.LoginError.LOGIN_ERR_TIMEOUT,
      RtmStatusCode.LoginError.LOGIN_ERR_TOO_OFTEN),
  LOGOUT(
      2_000,
      RtmStatusCode.LogoutError.LOGOUT_ERR_REJECTED,
      RtmStatusCode.LogoutError.LOGOUT_ERR_REJECTED),
  RENEW_TOKEN(
      10_000,
      RtmStatusCode.RenewTokenError.RENEW_TOKEN_ERR_FAILURE,
      RtmStatusCode.RenewTokenError.RENEW_TOKEN_ERR_TOO_OFTEN),
  PEER_MESSAGE(
      10_000,
      RtmStatusCode.PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT,
      RtmStatusCode.PeerMessageError.PEER_MESSAGE_ERR_TOO_OFTEN),
  CHANNEL_MESSAGE(
      10_000,
      RtmStatusCode.ChannelMessageError.CHANNEL_MESSAGE_ERR_TIMEOUT,
      RtmStatusCode.ChannelMessageError.CHANNEL_MESSAGE_ERR_TOO_OFTEN),
  JOIN(
      5_000,
      RtmStatusCode.JoinChannelError.JOIN_CHANNEL_TIMEOUT,
      RtmStatusCode.JoinChannelError.JOIN_CHANNEL_ERR_TOO_OFTEN),
  /** A join by the client itself after a lost session; each new connection decides it anew. */
  REJOIN(
      5_000,
      RtmStatusCode.JoinChannelError.JOIN_CHANNEL_TIMEOUT,
      RtmStatusCode.JoinChannelError.JOIN_CHANNEL_ERR_TOO_OFTEN),
  LEAVE(
      5_000,
      RtmStatusCode.LeaveChannelError.LEAVE_CHANNEL_ERR_FAILURE,
      RtmStatusCode.LeaveChannelError.LEAVE_CHANNEL_ERR_FAILURE),
  MEMBERS(
      5_000,
      RtmStatusCode.GetMembersError.GET_MEMBERS_ERR_TIMEOUT,
      RtmStatusCode.GetMembersError.GET_MEMBERS_ERR_TOO_OFTEN),
  MEMBER_COUNTS(
      5_000,
      RtmStatusCode.GetChannelMemberCountErrCode.GET_CHANNEL_MEMBER_COUNT_ERR_TIMEOUT,
      RtmStatusCode.GetChannelMemberCountErrCode.GET_CHANNEL_MEMBER_COUNT_ERR_TOO_OFTEN),
  ATTRIBUTES(
      5_000,
      RtmStatusCode.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_TIMEOUT,
      RtmStatusCode.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_TOO_OFTEN),
  /** The user's attributes, written again by the client itself; decided anew like a rejoin. */
  RESTORE_ATTRIBUTES(
      5_000,
      RtmStatusCode.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_TIMEOUT,
      RtmStatusCode.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_TOO_OFTEN),
  QUERY_PRESENCE(
      10_000,
      RtmStatusCode.QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_TIMEOUT,
      RtmStatusCode.QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_TOO_OFTEN),
  WATCH_PRESENCE(
      10_000,
      RtmStatusCode.PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_TIMEOUT,
      RtmStatusCode.PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_TOO_OFTEN),
  /** The subscriptions, made again by the client itself; decided anew like a rejoin. */
  RESTORE_PRESENCE(
      10_000,
      RtmStatusCode.PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_TIMEOUT,
      RtmStatusCode.PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_TOO_OFTEN),
  LIST_WATCHED(
      5_000,
      RtmStatusCode.QueryPeersBySubscriptionOptionError
          .QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_TIMEOUT,
      RtmStatusCode.QueryPeersBySubscriptionOptionError
          .QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_TOO_OFTEN),
  INVITATION(
      10_000,
      RtmStatusCode.InvitationApiCallError.INVITATION_API_CALL_ERR_FAILURE,
      RtmStatusCode.InvitationApiCallError.INVITATION_API_CALL_ERR_TOO_OFTEN),
  LOCK(
      5_000,
      RtmLockManager.LockError.LOCK_ERR_TIMEOUT,
      RtmLockManager.LockError.LOCK_ERR_TOO_OFTEN),
  HISTORY(
      10_000,
      RtmHistoryManager.HistoryError.HISTORY_ERR_TIMEOUT,
      RtmHistoryManager.HistoryError.HISTORY_ERR_TOO_OFTEN),
  /** Files and images, which are refused without asking the server. */
  MEDIA(
      1_000,
      RtmStatusCode.UploadMediaError.UPLOAD_MEDIA_ERR_FAILURE,
      RtmStatusCode.UploadMediaError.UPLOAD_MEDIA_ERR_FAILURE);

  /** In every list of codes: the client was released. */
  static final int NOT_INITIALIZED = 101;

  /** In every list of codes but login's: nobody is logged in. */
  static final int NOT_LOGGED_IN = 102;

  final long timeoutMs;
  final int timeoutCode;
  final int tooOftenCode;

  Operation(long timeoutMs, int timeoutCode, int tooOftenCode) {
    this.timeoutMs = timeoutMs;
    this.timeoutCode = timeoutCode;
    this.tooOftenCode = tooOftenCode;
  }

  /** Sent again after a lost connection, unless it was answered. */
  boolean survivesLoss() {
    return this != REJOIN && this != RESTORE_ATTRIBUTES && this != RESTORE_PRESENCE;
  }

  /** Of what the client restores by itself: whether this refusal may be another answer later. */
  boolean mayPass(int code) {
    if (code == timeoutCode || code == tooOftenCode) {
      return true;
    }
    switch (this) {
      case REJOIN:
        return code == RtmStatusCode.JoinChannelError.JOIN_CHANNEL_ERR_FAILURE
            || code == RtmStatusCode.JoinChannelError.JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN;
      case RESTORE_ATTRIBUTES:
        return code == RtmStatusCode.AttributeOperationError.ATTRIBUTE_OPERATION_ERR_FAILURE;
      case RESTORE_PRESENCE:
        return code
            == RtmStatusCode.PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_FAILURE;
      default:
        return false;
    }
  }

  /** Sent again even when it has timed out: the server must not go on thinking otherwise. */
  boolean insists() {
    return this == LEAVE;
  }
}
