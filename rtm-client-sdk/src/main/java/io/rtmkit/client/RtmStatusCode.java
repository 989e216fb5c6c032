package io.rtmkit.client;

/**
 * All states, reasons and error codes, as the compile-time constants that applications switch on.
 * In every list 0 is success, 101 means that the client was released and 102 that it is not logged
 * in.
 */
public final class RtmStatusCode {
  private RtmStatusCode() {}

  /** State of the connection, as told by {@link RtmClientListener#onConnectionStateChanged}. */
  public interface ConnectionState {
    int CONNECTION_STATE_DISCONNECTED = 1;
    int CONNECTION_STATE_CONNECTING = 2;
    int CONNECTION_STATE_CONNECTED = 3;
    int CONNECTION_STATE_RECONNECTING = 4;
    int CONNECTION_STATE_ABORTED = 5;
  }

  /** Why the state of the connection changed. */
  public interface ConnectionChangeReason {
    int CONNECTION_CHANGE_REASON_LOGIN = 1;
    int CONNECTION_CHANGE_REASON_LOGIN_SUCCESS = 2;
    int CONNECTION_CHANGE_REASON_LOGIN_FAILURE = 3;
    int CONNECTION_CHANGE_REASON_LOGIN_TIMEOUT = 4;
    int CONNECTION_CHANGE_REASON_INTERRUPTED = 5;
    int CONNECTION_CHANGE_REASON_LOGOUT = 6;
    int CONNECTION_CHANGE_REASON_BANNED_BY_SERVER = 7;
    int CONNECTION_CHANGE_REASON_REMOTE_LOGIN = 8;
  }

  /** Codes of {@link RtmClient#login}. */
  public interface LoginError {
    int LOGIN_ERR_OK = 0;
    int LOGIN_ERR_UNKNOWN = 1;
    int LOGIN_ERR_REJECTED = 2;
    int LOGIN_ERR_INVALID_ARGUMENT = 3;
    int LOGIN_ERR_INVALID_APP_ID = 4;
    int LOGIN_ERR_INVALID_TOKEN = 5;
    int LOGIN_ERR_TOKEN_EXPIRED = 6;
    int LOGIN_ERR_NOT_AUTHORIZED = 7;
    int LOGIN_ERR_ALREADY_LOGIN = 8;
    int LOGIN_ERR_TIMEOUT = 9;
    int LOGIN_ERR_TOO_OFTEN = 10;
    int LOGIN_ERR_NOT_INITIALIZED = 101;
  }

  /** Codes of {@link RtmClient#logout}. */
  public interface LogoutError {
    int LOGOUT_ERR_OK = 0;
    int LOGOUT_ERR_REJECTED = 1;
    int LOGOUT_ERR_NOT_INITIALIZED = 101;
    int LOGOUT_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of {@link RtmClient#renewToken}. */
  public interface RenewTokenError {
    int RENEW_TOKEN_ERR_OK = 0;
    int RENEW_TOKEN_ERR_FAILURE = 1;
    int RENEW_TOKEN_ERR_INVALID_ARGUMENT = 2;
    int RENEW_TOKEN_ERR_REJECTED = 3;
    int RENEW_TOKEN_ERR_TOO_OFTEN = 4;
    int RENEW_TOKEN_ERR_TOKEN_EXPIRED = 5;
    int RENEW_TOKEN_ERR_INVALID_TOKEN = 6;
    int RENEW_TOKEN_ERR_NOT_INITIALIZED = 101;
    int RENEW_TOKEN_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /**
   * Codes of {@link RtmClient#sendMessageToPeer(String, RtmMessage, SendMessageOptions,
   * ResultCallback)}.
   */
  public interface PeerMessageError {
    int PEER_MESSAGE_ERR_OK = 0;
    int PEER_MESSAGE_ERR_FAILURE = 1;
    int PEER_MESSAGE_ERR_TIMEOUT = 2;
    int PEER_MESSAGE_ERR_PEER_UNREACHABLE = 3;
    int PEER_MESSAGE_ERR_CACHED_BY_SERVER = 4;
    int PEER_MESSAGE_ERR_TOO_OFTEN = 5;
    int PEER_MESSAGE_ERR_INVALID_USERID = 6;
    int PEER_MESSAGE_ERR_INVALID_MESSAGE = 7;
    int PEER_MESSAGE_ERR_IMCOMPATIBLE_MESSAGE = 8;
    int PEER_MESSAGE_ERR_NOT_INITIALIZED = 101;
    int PEER_MESSAGE_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of {@link RtmChannel#sendMessage(RtmMessage, SendMessageOptions, ResultCallback)}. */
  public interface ChannelMessageError {
    int CHANNEL_MESSAGE_ERR_OK = 0;
    int CHANNEL_MESSAGE_ERR_FAILURE = 1;
    int CHANNEL_MESSAGE_ERR_TIMEOUT = 2;
    int CHANNEL_MESSAGE_ERR_TOO_OFTEN = 3;
    int CHANNEL_MESSAGE_ERR_INVALID_MESSAGE = 4;
    int CHANNEL_MESSAGE_ERR_NOT_IN_CHANNEL = 5;
    int CHANNEL_MESSAGE_ERR_NOT_INITIALIZED = 101;
    int CHANNEL_MESSAGE_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of {@link RtmChannel#join}. */
  public interface JoinChannelError {
    int JOIN_CHANNEL_ERR_OK = 0;
    int JOIN_CHANNEL_ERR_FAILURE = 1;
    int JOIN_CHANNEL_ERR_REJECTED = 2;
    int JOIN_CHANNEL_ERR_INVALID_ARGUMENT = 3;
    int JOIN_CHANNEL_TIMEOUT = 4;
    int JOIN_CHANNEL_ERR_EXCEED_LIMIT = 5;
    int JOIN_CHANNEL_ERR_ALREADY_JOINED = 6;
    int JOIN_CHANNEL_ERR_TOO_OFTEN = 7;
    int JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN = 8;
    int JOIN_CHANNEL_ERR_NOT_INITIALIZED = 101;
    int JOIN_CHANNEL_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of {@link RtmChannel#leave}. */
  public interface LeaveChannelError {
    int LEAVE_CHANNEL_ERR_OK = 0;
    int LEAVE_CHANNEL_ERR_FAILURE = 1;
    int LEAVE_CHANNEL_ERR_REJECTED = 2;
    int LEAVE_CHANNEL_ERR_NOT_IN_CHANNEL = 3;
    int LEAVE_CHANNEL_ERR_KICKED = 4;
    int LEAVE_CHANNEL_ERR_NOT_INITIALIZED = 101;
    int LEAVE_CHANNEL_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of {@link RtmChannel#getMembers}. */
  public interface GetMembersError {
    int GET_MEMBERS_ERR_OK = 0;
    int GET_MEMBERS_ERR_FAILURE = 1;
    int GET_MEMBERS_ERR_REJECTED = 2;
    int GET_MEMBERS_ERR_TIMEOUT = 3;
    int GET_MEMBERS_ERR_TOO_OFTEN = 4;
    int GET_MEMBERS_ERR_NOT_IN_CHANNEL = 5;
    int GET_MEMBERS_ERR_NOT_INITIALIZED = 101;
    int GET_MEMBERS_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of {@link RtmClient#getChannelMemberCount}. */
  public interface GetChannelMemberCountErrCode {
    int GET_CHANNEL_MEMBER_COUNT_ERR_OK = 0;
    int GET_CHANNEL_MEMBER_COUNT_ERR_FAILURE = 1;
    int GET_CHANNEL_MEMBER_COUNT_ERR_INVALID_ARGUMENT = 2;
    int GET_CHANNEL_MEMBER_COUNT_ERR_TOO_OFTEN = 3;
    int GET_CHANNEL_MEMBER_COUNT_ERR_TIMEOUT = 4;
    int GET_CHANNEL_MEMBER_COUNT_ERR_EXCEED_LIMIT = 5;
    int GET_CHANNEL_MEMBER_COUNT_ERR_NOT_INITIALIZED = 101;
    int GET_CHANNEL_MEMBER_COUNT_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of everything that reads or writes attributes. */
  public interface AttributeOperationError {
    int ATTRIBUTE_OPERATION_ERR_OK = 0;
    int ATTRIBUTE_OPERATION_ERR_NOT_READY = 1;
    int ATTRIBUTE_OPERATION_ERR_FAILURE = 2;
    int ATTRIBUTE_OPERATION_ERR_INVALID_ARGUMENT = 3;
    int ATTRIBUTE_OPERATION_ERR_SIZE_OVERFLOW = 4;
    int ATTRIBUTE_OPERATION_ERR_TOO_OFTEN = 5;
    int ATTRIBUTE_OPERATION_ERR_USER_NOT_FOUND = 6;
    int ATTRIBUTE_OPERATION_ERR_TIMEOUT = 7;
    int ATTRIBUTE_OPERATION_ERR_NOT_INITIALIZED = 101;
    int ATTRIBUTE_OPERATION_ERR_USER_NOT_LOGGED_IN = 102;
    int ATTRIBUTE_OPERATION_ERR_CONFLICT = 201;
    int ATTRIBUTE_OPERATION_ERR_LOCK_NOT_HELD = 202;
  }

  /** Codes of a presence query. */
  public interface QueryPeersOnlineStatusError {
    int QUERY_PEERS_ONLINE_STATUS_ERR_OK = 0;
    int QUERY_PEERS_ONLINE_STATUS_ERR_FAILURE = 1;
    int QUERY_PEERS_ONLINE_STATUS_ERR_INVALID_ARGUMENT = 2;
    int QUERY_PEERS_ONLINE_STATUS_ERR_REJECTED = 3;
    int QUERY_PEERS_ONLINE_STATUS_ERR_TIMEOUT = 4;
    int QUERY_PEERS_ONLINE_STATUS_ERR_TOO_OFTEN = 5;
    int QUERY_PEERS_ONLINE_STATUS_ERR_NOT_INITIALIZED = 101;
    int QUERY_PEERS_ONLINE_STATUS_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of a presence subscription and its end. */
  public interface PeerSubscriptionStatusError {
    int PEER_SUBSCRIPTION_STATUS_ERR_OK = 0;
    int PEER_SUBSCRIPTION_STATUS_ERR_FAILURE = 1;
    int PEER_SUBSCRIPTION_STATUS_ERR_INVALID_ARGUMENT = 2;
    int PEER_SUBSCRIPTION_STATUS_ERR_REJECTED = 3;
    int PEER_SUBSCRIPTION_STATUS_ERR_TIMEOUT = 4;
    int PEER_SUBSCRIPTION_STATUS_ERR_TOO_OFTEN = 5;
    int PEER_SUBSCRIPTION_STATUS_ERR_OVERFLOW = 6;
    int PEER_SUBSCRIPTION_STATUS_ERR_NOT_INITIALIZED = 101;
    int PEER_SUBSCRIPTION_STATUS_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of the list of subscribed peers. */
  public interface QueryPeersBySubscriptionOptionError {
    int QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_OK = 0;
    int QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_FAILURE = 1;
    int QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_TIMEOUT = 2;
    int QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_TOO_OFTEN = 3;
    int QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_NOT_INITIALIZED = 101;
    int QUERY_PEERS_BY_SUBSCRIPTION_OPTION_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of the calls that send, cancel, accept or refuse an invitation. */
  public interface InvitationApiCallError {
    int INVITATION_API_CALL_ERR_OK = 0;
    int INVITATION_API_CALL_ERR_INVALID_ARGUMENT = 1;
    int INVITATION_API_CALL_ERR_NOT_STARTED = 2;
    int INVITATION_API_CALL_ERR_ALREADY_END = 3;
    int INVITATION_API_CALL_ERR_ALREADY_ACCEPT = 4;
    int INVITATION_API_CALL_ERR_ALREADY_SENT = 5;
    int INVITATION_API_CALL_ERR_NOT_INITIALIZED = 101;
    int INVITATION_API_CALL_ERR_USER_NOT_LOGGED_IN = 102;
    int INVITATION_API_CALL_ERR_FAILURE = 201;
    int INVITATION_API_CALL_ERR_TOO_OFTEN = 202;
  }

  /** States of an invitation, as its caller sees it. */
  public interface LocalInvitationState {
    int LOCAL_INVITATION_STATE_IDLE = 0;
    int LOCAL_INVITATION_STATE_SENT_TO_REMOTE = 1;
    int LOCAL_INVITATION_STATE_RECEIVED_BY_REMOTE = 2;
    int LOCAL_INVITATION_STATE_ACCEPTED_BY_REMOTE = 3;
    int LOCAL_INVITATION_STATE_REFUSED_BY_REMOTE = 4;
    int LOCAL_INVITATION_STATE_CANCELED = 5;
    int LOCAL_INVITATION_STATE_FAILURE = 6;
  }

  /** Why an invitation failed, for its caller. */
  public interface LocalInvitationError {
    int LOCAL_INVITATION_ERR_OK = 0;
    int LOCAL_INVITATION_ERR_PEER_OFFLINE = 1;
    int LOCAL_INVITATION_ERR_PEER_NO_RESPONSE = 2;
    int LOCAL_INVITATION_ERR_INVITATION_EXPIRE = 3;
    int LOCAL_INVITATION_ERR_NOT_LOGGEDIN = 4;
  }

  /** States of an invitation, as its callee sees it. */
  public interface RemoteInvitationState {
    int REMOTE_INVITATION_STATE_IDLE = 0;
    int REMOTE_INVITATION_STATE_INVITATION_RECEIVED = 1;
    int REMOTE_INVITATION_STATE_ACCEPT_SENT_TO_LOCAL = 2;
    int REMOTE_INVITATION_STATE_REFUSED = 3;
    int REMOTE_INVITATION_STATE_ACCEPTED = 4;
    int REMOTE_INVITATION_STATE_CANCELED = 5;
    int REMOTE_INVITATION_STATE_FAILURE = 6;
  }

  /** Why an invitation failed, for its callee. */
  public interface RemoteInvitationError {
    int REMOTE_INVITATION_ERR_OK = 0;
    int REMOTE_INVITATION_ERR_PEER_OFFLINE = 1;
    int REMOTE_INVITATION_ERR_ACCEPT_FAILURE = 2;
    int REMOTE_INVITATION_ERR_INVITATION_EXPIRE = 3;
  }

  /** Regions of the older API; RTMKit has none. For code that names them. */
  public interface RtmAreaCode {
    int CN = 0x00000001;
    int NA = 0x00000002;
    int EU = 0x00000004;
    int AS = 0x00000008;
    int JP = 0x00000010;
    int IN = 0x00000020;
    int GLOB = 0xFFFFFFFF;
  }

  /** Codes of media uploads, which RTMKit does not have; for code that names them. */
  public interface UploadMediaError {
    int UPLOAD_MEDIA_ERR_OK = 0;
    int UPLOAD_MEDIA_ERR_FAILURE = 1;
    int UPLOAD_MEDIA_ERR_INVALID_ARGUMENT = 2;
    int UPLOAD_MEDIA_ERR_TIMEOUT = 3;
    int UPLOAD_MEDIA_ERR_SIZE_OVERFLOW = 4;
    int UPLOAD_MEDIA_ERR_CONCURRENCY_LIMIT_EXCEEDED = 5;
    int UPLOAD_MEDIA_ERR_INTERRUPTED = 6;
    int UPLOAD_MEDIA_ERR_NOT_INITIALIZED = 101;
    int UPLOAD_MEDIA_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of media downloads, which RTMKit does not have; for code that names them. */
  public interface DownloadMediaError {
    int DOWNLOAD_MEDIA_ERR_OK = 0;
    int DOWNLOAD_MEDIA_ERR_FAILURE = 1;
    int DOWNLOAD_MEDIA_ERR_INVALID_ARGUMENT = 2;
    int DOWNLOAD_MEDIA_ERR_TIMEOUT = 3;
    int DOWNLOAD_MEDIA_ERR_NOT_EXIST = 4;
    int DOWNLOAD_MEDIA_ERR_CONCURRENCY_LIMIT_EXCEEDED = 5;
    int DOWNLOAD_MEDIA_ERR_INTERRUPTED = 6;
    int DOWNLOAD_MEDIA_ERR_NOT_INITIALIZED = 101;
    int DOWNLOAD_MEDIA_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /** Codes of ending a media transfer, which RTMKit does not have; for code that names them. */
  public interface CancelMediaError {
    int CANCEL_MEDIA_ERR_OK = 0;
    int CANCEL_MEDIA_ERR_FAILURE = 1;
    int CANCEL_MEDIA_ERR_NOT_EXIST = 2;
    int CANCEL_MEDIA_ERR_NOT_INITIALIZED = 101;
    int CANCEL_MEDIA_ERR_USER_NOT_LOGGED_IN = 102;
  }
}
