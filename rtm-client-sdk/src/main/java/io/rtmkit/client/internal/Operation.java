package io.rtmkit.client.internal;

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
      RtmStatusCode.GetChannelMemberCountErrCode.GET_CHANNEL_MEMBER_COUNT_ERR_TOO_OFTEN);

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
    return this != REJOIN;
  }

  /** Sent again even when it has timed out: the server must not go on thinking otherwise. */
  boolean insists() {
    return this == LEAVE;
  }
}
