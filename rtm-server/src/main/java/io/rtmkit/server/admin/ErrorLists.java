package io.rtmkit.server.admin;

import io.rtmkit.protocol.v1.Request.BodyCase;

/** Which list of errors the codes of a request are of. Stateless. */
final class ErrorLists {
  private ErrorLists() {}

  /** The name of the list; empty if the request has none. */
  static String of(BodyCase kind) {
    return switch (kind) {
      case LOGIN -> "LoginError";
      case LOGOUT -> "LogoutError";
      case RENEW_TOKEN -> "RenewTokenError";
      case PEER_MESSAGE -> "PeerMessageError";
      case PUBLISH -> "ChannelMessageError";
      case JOIN -> "JoinChannelError";
      case LEAVE -> "LeaveChannelError";
      case MEMBERS -> "GetMembersError";
      case MEMBER_COUNTS -> "GetChannelMemberCountError";
      case WRITE_USER_ATTRIBUTES,
          READ_USER_ATTRIBUTES,
          WRITE_CHANNEL_ATTRIBUTES,
          READ_CHANNEL_ATTRIBUTES ->
          "AttributeOperationError";
      case QUERY_PRESENCE -> "QueryPeersOnlineStatusError";
      case WATCH_PRESENCE, UNWATCH_PRESENCE -> "PeerSubscriptionStatusError";
      case LIST_WATCHED -> "QueryPeersBySubscriptionOptionError";
      case SEND_INVITATION, CANCEL_INVITATION, ANSWER_INVITATION -> "InvitationApiCallError";
      case LOCK, READ_LOCKS -> "LockError";
      case QUERY_HISTORY, COUNT_HISTORY -> "HistoryError";
      case PING, BODY_NOT_SET -> "";
    };
  }
}
