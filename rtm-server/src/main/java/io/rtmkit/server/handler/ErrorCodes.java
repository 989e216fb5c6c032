package io.rtmkit.server.handler;

import io.rtmkit.protocol.v1.AttributeOperationError;
import io.rtmkit.protocol.v1.ChannelMessageError;
import io.rtmkit.protocol.v1.GetChannelMemberCountError;
import io.rtmkit.protocol.v1.GetMembersError;
import io.rtmkit.protocol.v1.HistoryError;
import io.rtmkit.protocol.v1.InvitationApiCallError;
import io.rtmkit.protocol.v1.JoinChannelError;
import io.rtmkit.protocol.v1.LeaveChannelError;
import io.rtmkit.protocol.v1.LockError;
import io.rtmkit.protocol.v1.LoginError;
import io.rtmkit.protocol.v1.LogoutError;
import io.rtmkit.protocol.v1.PeerMessageError;
import io.rtmkit.protocol.v1.PeerSubscriptionStatusError;
import io.rtmkit.protocol.v1.QueryPeersBySubscriptionOptionError;
import io.rtmkit.protocol.v1.QueryPeersOnlineStatusError;
import io.rtmkit.protocol.v1.RenewTokenError;

/**
 * The codes that the dispatcher itself answers with, out of the list of each operation. Immutable.
 */
enum ErrorCodes {
  /** Has no list of its own: 1 is a failure in most. */
  PING(ErrorCodes.NONE, 1, ErrorCodes.NONE),
  LOGIN(
      LoginError.LOGIN_ERR_TOO_OFTEN_VALUE,
      LoginError.LOGIN_ERR_UNKNOWN_VALUE,
      LoginError.LOGIN_ERR_TIMEOUT_VALUE),
  LOGOUT(ErrorCodes.NONE, LogoutError.LOGOUT_ERR_REJECTED_VALUE, ErrorCodes.NONE),
  RENEW_TOKEN(
      RenewTokenError.RENEW_TOKEN_ERR_TOO_OFTEN_VALUE,
      RenewTokenError.RENEW_TOKEN_ERR_FAILURE_VALUE,
      ErrorCodes.NONE),
  PEER_MESSAGE(
      PeerMessageError.PEER_MESSAGE_ERR_TOO_OFTEN_VALUE,
      PeerMessageError.PEER_MESSAGE_ERR_FAILURE_VALUE,
      PeerMessageError.PEER_MESSAGE_ERR_TIMEOUT_VALUE),
  CHANNEL_MESSAGE(
      ChannelMessageError.CHANNEL_MESSAGE_ERR_TOO_OFTEN_VALUE,
      ChannelMessageError.CHANNEL_MESSAGE_ERR_FAILURE_VALUE,
      ChannelMessageError.CHANNEL_MESSAGE_ERR_TIMEOUT_VALUE),
  JOIN(
      JoinChannelError.JOIN_CHANNEL_ERR_TOO_OFTEN_VALUE,
      JoinChannelError.JOIN_CHANNEL_ERR_FAILURE_VALUE,
      JoinChannelError.JOIN_CHANNEL_TIMEOUT_VALUE),
  LEAVE(ErrorCodes.NONE, LeaveChannelError.LEAVE_CHANNEL_ERR_FAILURE_VALUE, ErrorCodes.NONE),
  MEMBERS(
      GetMembersError.GET_MEMBERS_ERR_TOO_OFTEN_VALUE,
      GetMembersError.GET_MEMBERS_ERR_FAILURE_VALUE,
      GetMembersError.GET_MEMBERS_ERR_TIMEOUT_VALUE),
  MEMBER_COUNTS(
      GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_TOO_OFTEN_VALUE,
      GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_FAILURE_VALUE,
      GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_TIMEOUT_VALUE),
  ATTRIBUTES(
      AttributeOperationError.ATTRIBUTE_OPERATION_ERR_TOO_OFTEN_VALUE,
      AttributeOperationError.ATTRIBUTE_OPERATION_ERR_FAILURE_VALUE,
      AttributeOperationError.ATTRIBUTE_OPERATION_ERR_TIMEOUT_VALUE),
  HISTORY(
      HistoryError.HISTORY_ERR_TOO_OFTEN_VALUE,
      HistoryError.HISTORY_ERR_FAILURE_VALUE,
      HistoryError.HISTORY_ERR_TIMEOUT_VALUE),
  LOCKS(
      LockError.LOCK_ERR_TOO_OFTEN_VALUE,
      LockError.LOCK_ERR_FAILURE_VALUE,
      LockError.LOCK_ERR_TIMEOUT_VALUE),
  QUERY_PRESENCE(
      QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_TOO_OFTEN_VALUE,
      QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_FAILURE_VALUE,
      QueryPeersOnlineStatusError.QUERY_PEERS_ONLINE_STATUS_ERR_TIMEOUT_VALUE),
  WATCH_PRESENCE(
      PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_TOO_OFTEN_VALUE,
      PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_FAILURE_VALUE,
      PeerSubscriptionStatusError.PEER_SUBSCRIPTION_STATUS_ERR_TIMEOUT_VALUE),
  LIST_WATCHED(
      QueryPeersBySubscriptionOptionError.QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_TOO_OFTEN_VALUE,
      QueryPeersBySubscriptionOptionError.QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_FAILURE_VALUE,
      ErrorCodes.NONE),
  INVITATION(
      InvitationApiCallError.INVITATION_API_CALL_ERR_TOO_OFTEN_VALUE,
      InvitationApiCallError.INVITATION_API_CALL_ERR_FAILURE_VALUE,
      InvitationApiCallError.INVITATION_API_CALL_ERR_FAILURE_VALUE);

  /** Stands where an operation cannot be too often, or needs nobody else. */
  private static final int NONE = 0;

  private final int tooOften;
  private final int failure;
  private final int unavailable;

  ErrorCodes(int tooOften, int failure, int unavailable) {
    this.tooOften = tooOften;
    this.failure = failure;
    this.unavailable = unavailable;
  }

  /** The code for a budget that is used up. */
  int tooOften() {
    return tooOften;
  }

  /** The code for a fault of the server. */
  int failure() {
    return failure;
  }

  /** Whether it can be done although the server does not reach the others. */
  boolean worksAlone() {
    return unavailable == NONE;
  }

  /** The code for what the other servers have to do with, while they cannot be reached. */
  int unavailable() {
    return unavailable;
  }
}
