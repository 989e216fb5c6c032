package io.rtmkit.server.conformance;

import io.rtmkit.client.RtmCallEventListener;
import io.rtmkit.client.RtmCallManager;
import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.RtmChannelListener;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmClientListener;
import java.util.Arrays;
import java.util.List;

/**
 * The contract: every function and event of the module {@code AR-RtmModule}, under its name there,
 * what the newer API has besides, and what only RTMKit has. The table of docs/compatibility.md.
 */
enum Contract {
  SET_CALL_BACK(
      "setCallBack",
      "RtmClientListener",
      "In Java the listener is an argument of createInstance; the callbacks may come on an executor"
          + " of yours."),
  CREATE_INSTANCE(
      RtmClient.class,
      "createInstance",
      "Takes the Android Context or none, and ignores it: one library for Android and JVM."),
  LOGIN(
      RtmClient.class,
      "login",
      "The server is your own, so the client must know its address. Every refusal says why in its"
          + " text. 2 (REJECTED) is used: the user is banned."),
  LOGOUT(
      RtmClient.class, "logout", "Takes 2 s at most: the callback never waits for a dead network."),
  RELEASE(
      RtmClient.class,
      "release",
      "May be called twice and from callbacks, where the vendors' client dead-locks."),
  SEND_MESSAGE_TO_PEER(
      RtmClient.class,
      "sendMessageToPeer",
      "A kept message of which nobody knows whether it was stored is answered 2, one that was not"
          + " stored 1. Of a full queue the oldest of the sender with most gives way."),
  CREATE_CHANNEL(
      RtmClient.class,
      "createChannel",
      "A second handle of one channel is not refused: it takes over the events."),
  QUERY_PEERS_ONLINE_STATUS(RtmClient.class, "queryPeersOnlineStatus"),
  SUBSCRIBE_PEERS_ONLINE_STATUS(
      RtmClient.class,
      "subscribePeersOnlineStatus",
      "The first event has the users that are new to the subscription; who was subscribed before"
          + " changes nothing."),
  UNSUBSCRIBE_PEERS_ONLINE_STATUS(RtmClient.class, "unsubscribePeersOnlineStatus"),
  QUERY_PEERS_BY_SUBSCRIPTION_OPTION(RtmClient.class, "queryPeersBySubscriptionOption"),
  SET_LOCAL_USER_ATTRIBUTES(
      RtmClient.class,
      "setLocalUserAttributes",
      "An attribute may have a kind (text, number, boolean), which readers get back. An empty list"
          + " clears."),
  ADD_OR_UPDATE_LOCAL_USER_ATTRIBUTES(RtmClient.class, "addOrUpdateLocalUserAttributes"),
  DELETE_LOCAL_USER_ATTRIBUTES_BY_KEYS(RtmClient.class, "deleteLocalUserAttributesByKeys"),
  CLEAR_LOCAL_USER_ATTRIBUTES(RtmClient.class, "clearLocalUserAttributes"),
  GET_USER_ATTRIBUTES(
      RtmClient.class, "getUserAttributes", "Answers 6 at once for a user who is not logged in."),
  GET_USER_ATTRIBUTES_BY_KEYS(RtmClient.class, "getUserAttributesByKeys"),
  SET_CHANNEL_ATTRIBUTES(
      RtmClient.class,
      "setChannelAttributes",
      "The options may also name the revision that is expected (201 if it is another) and a lock"
          + " that must be held (202 if not)."),
  ADD_OR_UPDATE_CHANNEL_ATTRIBUTES(
      RtmClient.class, "addOrUpdateChannelAttributes", "Options as of setChannelAttributes."),
  DELETE_CHANNEL_ATTRIBUTES_BY_KEYS(
      RtmClient.class, "deleteChannelAttributesByKeys", "Options as of setChannelAttributes."),
  CLEAR_CHANNEL_ATTRIBUTES(
      RtmClient.class, "clearChannelAttributes", "Options as of setChannelAttributes."),
  GET_CHANNEL_ATTRIBUTES(
      RtmClient.class, "getChannelAttributes", "getChannelAttributeSet answers the revision too."),
  GET_CHANNEL_ATTRIBUTES_BY_KEYS(RtmClient.class, "getChannelAttributesByKeys"),
  GET_CHANNEL_MEMBER_COUNT(RtmClient.class, "getChannelMemberCount"),
  SET_PARAMETERS(
      RtmClient.class,
      "setParameters",
      "Chooses the server, also in anyRTC's spelling; the vendors' own parameters are ignored."),
  SET_LOG_FILE(RtmClient.class, "setLogFile", "Without it nothing is logged: no file by default."),
  SET_LOG_FILTER(RtmClient.class, "setLogFilter"),
  SET_LOG_FILE_SIZE(RtmClient.class, "setLogFileSize"),
  JOIN(RtmChannel.class, "join"),
  LEAVE(RtmChannel.class, "leave"),
  SEND_CHANNEL_MESSAGE(
      "sendChannelMessage",
      "RtmChannel.sendMessage",
      "5 (NOT_IN_CHANNEL) for who has not joined, as in the vendors' web clients."
          + " enableOfflineMessaging, without effect there, keeps it for members that are lost."
          + " The options may ask for delivery receipts."),
  GET_MEMBERS(RtmChannel.class, "getMembers"),
  CHANNEL_RELEASE("channelRelease", "RtmChannel.release", "Leaves the channel if need be."),
  SET_CALL_EVENT_LISTENER("setCallEventListener", "RtmCallManager.setEventListener", ""),
  SEND_LOCAL_INVITATION(
      RtmCallManager.class,
      "sendLocalInvitation",
      "Two codes more: 201 if the server did not answer, 202 if too many are sent or open. Each"
          + " invitation has an id inside, so several between the same two users stay apart."),
  ACCEPT_REMOTE_INVITATION(RtmCallManager.class, "acceptRemoteInvitation"),
  REFUSE_REMOTE_INVITATION(RtmCallManager.class, "refuseRemoteInvitation"),
  CANCEL_LOCAL_INVITATION(
      RtmCallManager.class,
      "cancelLocalInvitation",
      "Accept against cancel is decided once, by the server: both sides end the same way."),

  ON_CONNECTION_STATE_CHANGED(
      Kind.EVENT,
      RtmClientListener.class,
      "onConnectionStateChanged",
      "A kicked user is told BANNED_BY_SERVER (7) too, and may log in again at once."),
  ON_PEER_MESSAGE_RECEIVED(
      Kind.EVENT,
      "onPeerMessageReceived",
      "RtmClientListener.onMessageReceived",
      "Each message exactly once and in its sender's order, also over lost connections."),
  ON_PEERS_ONLINE_STATUS_CHANGED(Kind.EVENT, RtmClientListener.class, "onPeersOnlineStatusChanged"),
  ON_ATTRIBUTES_UPDATED(
      Kind.EVENT,
      RtmChannelListener.class,
      "onAttributesUpdated",
      "Also with the channel's id and the revision; who missed one gets the present state after"
          + " reconnecting."),
  ON_MEMBER_COUNT_UPDATED(
      Kind.EVENT, RtmChannelListener.class, "onMemberCountUpdated", "Also with the channel's id."),
  ON_MEMBER_JOINED(Kind.EVENT, RtmChannelListener.class, "onMemberJoined"),
  ON_MEMBER_LEFT(Kind.EVENT, RtmChannelListener.class, "onMemberLeft"),
  ON_CHANNEL_MESSAGE_RECEIVED(
      Kind.EVENT,
      "onChannelMessageReceived",
      "RtmChannelListener.onMessageReceived",
      "All members see one order; after a short loss everything missed (up to 1,024 events or 1 MB"
          + " by default) comes, where the vendors bring 32 messages. What is lost is told:"
          + " onMessagesMissed, onChannelReset."),
  ON_LOCAL_INVITATION_ACCEPTED(
      Kind.EVENT,
      RtmCallEventListener.class,
      "onLocalInvitationAccepted",
      "Comes when the caller's client has acknowledged the acceptance, so never without the"
          + " callee's onRemoteInvitationAccepted."),
  ON_LOCAL_INVITATION_CANCELED(Kind.EVENT, RtmCallEventListener.class, "onLocalInvitationCanceled"),
  ON_LOCAL_INVITATION_FAILURE(
      Kind.EVENT,
      RtmCallEventListener.class,
      "onLocalInvitationFailure",
      "Also after a restart of the server, and from the client's own timer when the server stays"
          + " away."),
  ON_LOCAL_INVITATION_RECEIVED_BY_PEER(
      Kind.EVENT, RtmCallEventListener.class, "onLocalInvitationReceivedByPeer"),
  ON_LOCAL_INVITATION_REFUSED(Kind.EVENT, RtmCallEventListener.class, "onLocalInvitationRefused"),
  ON_REMOTE_INVITATION_ACCEPTED(
      Kind.EVENT, RtmCallEventListener.class, "onRemoteInvitationAccepted"),
  ON_REMOTE_INVITATION_CANCELED(
      Kind.EVENT, RtmCallEventListener.class, "onRemoteInvitationCanceled"),
  ON_REMOTE_INVITATION_FAILURE(
      Kind.EVENT,
      RtmCallEventListener.class,
      "onRemoteInvitationFailure",
      "As of onLocalInvitationFailure."),
  ON_REMOTE_INVITATION_RECEIVED(
      Kind.EVENT, RtmCallEventListener.class, "onRemoteInvitationReceived"),
  ON_REMOTE_INVITATION_REFUSED(Kind.EVENT, RtmCallEventListener.class, "onRemoteInvitationRefused"),

  RENEW_TOKEN(
      Kind.LATER,
      RtmClient.class,
      "renewToken",
      "While reconnecting the client tries again at once with the new token."),
  ON_TOKEN_WILL_EXPIRE(
      Kind.LATER,
      RtmClientListener.class,
      "onTokenWillExpire",
      "Also under Agora's name onTokenPrivilegeWillExpire."),
  ON_TOKEN_DID_EXPIRE(
      Kind.LATER, "onTokenDidExpire", "RtmClientListener.onTokenExpired", "Once per token."),
  RAW_MESSAGES(Kind.LATER, "raw messages", "RtmClient.createMessage(byte[])", ""),
  MEDIA(
      Kind.LATER,
      Status.ABSENT,
      "files and images",
      "RtmClient.createFileMessageByUploading and others",
      "The vendors retired them too. The classes exist, so that code compiles; the calls"
          + " fail with 1 (cancelling: 2)."),

  HISTORY(
      Kind.BEYOND,
      "history queries",
      "RtmHistoryManager",
      "The vendors' history is read over REST only."),
  REVISIONS(
      Kind.BEYOND,
      "revisions of channel attributes",
      "ChannelAttributeOptions.setExpectedRevision",
      "Compare-and-set; 201 (CONFLICT)."),
  LOCKS(
      Kind.BEYOND,
      "locks of channels",
      "RtmLockManager, RtmChannelListener.onLocksUpdated",
      "With a time to live; attribute writes may require one."),
  DELIVERY_RECEIPTS(
      Kind.BEYOND,
      "delivery receipts of channel messages",
      "SendMessageOptions.enableDeliveryReceipts, RtmChannelListener.onDeliveryReceipt",
      "In channels of at most 512 members."),
  KICK_AND_BAN(
      Kind.BEYOND,
      "kick and ban",
      "of the server",
      "By user, for a time or until taken back; at login and on live sessions.");

  private final Kind kind;
  private final Status status;
  private final String title;
  private final String java;
  private final String difference;

  Contract(Class<?> owner, String title) {
    this(owner, title, "");
  }

  Contract(Class<?> owner, String title, String difference) {
    this(Kind.FUNCTION, owner, title, difference);
  }

  Contract(Kind kind, Class<?> owner, String title) {
    this(kind, owner, title, "");
  }

  Contract(Kind kind, Class<?> owner, String title, String difference) {
    this(kind, title, owner.getSimpleName() + "." + title, difference);
  }

  Contract(String title, String java, String difference) {
    this(Kind.FUNCTION, title, java, difference);
  }

  Contract(Kind kind, String title, String java, String difference) {
    this(kind, usual(kind, difference), title, java, difference);
  }

  Contract(Kind kind, Status status, String title, String java, String difference) {
    this.kind = kind;
    this.status = status;
    this.title = title;
    this.java = java;
    this.difference = difference;
  }

  private static Status usual(Kind kind, String difference) {
    if (kind == Kind.BEYOND) {
      return Status.NEW;
    }
    return difference.isEmpty() ? Status.SAME : Status.EXTENDED;
  }

  static List<Contract> of(Kind kind) {
    return Arrays.stream(values()).filter(row -> row.kind == kind).toList();
  }

  /** The name in the module's documentation. */
  String title() {
    return title;
  }

  /** The name in the Java client. */
  String java() {
    return java;
  }

  /** How much of it is there. */
  Status status() {
    return status;
  }

  /** How it differs from the vendors' and why; empty if it does not. */
  String difference() {
    return difference;
  }
}
