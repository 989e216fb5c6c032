package io.rtmkit.uniapp;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The functions of the module: the vendors' codes for a failure and for a bad argument, what does
 * the work, and the keys of the answer beside code and message with their empty values.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bodies are method references, keys are never changed.
enum Function {
  CREATE_INSTANCE(1, 4, SessionCalls::createInstance),
  LOGIN(1, 3, SessionCalls::login),
  LOGOUT(1, 1, SessionCalls::logout),
  RELEASE(1, 1, SessionCalls::release),
  RENEW_TOKEN(1, 2, SessionCalls::renewToken),
  GET_SDK_VERSION(1, 1, SessionCalls::getSdkVersion, "version", ""),
  SET_PARAMETERS(1, 1, SessionCalls::setParameters),
  SET_LOG_FILE(1, 1, SessionCalls::setLogFile),
  SET_LOG_FILTER(1, 1, SessionCalls::setLogFilter),
  SET_LOG_FILE_SIZE(1, 1, SessionCalls::setLogFileSize),

  SEND_MESSAGE_TO_PEER(1, 7, PeerCalls::sendMessageToPeer),
  QUERY_PEERS_ONLINE_STATUS(1, 2, PeerCalls::queryPeersOnlineStatus, "peerOnlineStatus", list()),
  SUBSCRIBE_PEERS_ONLINE_STATUS(1, 2, PeerCalls::subscribePeersOnlineStatus),
  UNSUBSCRIBE_PEERS_ONLINE_STATUS(1, 2, PeerCalls::unsubscribePeersOnlineStatus),
  QUERY_PEERS_BY_SUBSCRIPTION_OPTION(
      1, 1, PeerCalls::queryPeersBySubscriptionOption, "peers", list()),

  SET_LOCAL_USER_ATTRIBUTES(2, 3, UserAttributeCalls::set),
  ADD_OR_UPDATE_LOCAL_USER_ATTRIBUTES(2, 3, UserAttributeCalls::addOrUpdate),
  DELETE_LOCAL_USER_ATTRIBUTES_BY_KEYS(2, 3, UserAttributeCalls::deleteByKeys),
  CLEAR_LOCAL_USER_ATTRIBUTES(2, 3, UserAttributeCalls::clear),
  GET_USER_ATTRIBUTES(2, 3, UserAttributeCalls::get, "userAttributesList", map(), "userId", ""),
  GET_USER_ATTRIBUTES_BY_KEYS(
      2, 3, UserAttributeCalls::getByKeys, "userAttributesList", map(), "userId", ""),

  CREATE_CHANNEL(1, 3, ChannelCalls::createChannel),
  JOIN(1, 3, ChannelCalls::join),
  LEAVE(1, 1, ChannelCalls::leave),
  SEND_CHANNEL_MESSAGE(1, 4, ChannelCalls::sendChannelMessage),
  GET_MEMBERS(1, 1, ChannelCalls::getMembers, "members", list()),
  CHANNEL_RELEASE(1, 1, ChannelCalls::channelRelease),
  GET_CHANNEL_MEMBER_COUNT(1, 2, ChannelCalls::getChannelMemberCount, "memberCounts", list()),

  SET_CHANNEL_ATTRIBUTES(2, 3, ChannelAttributeCalls::set),
  ADD_OR_UPDATE_CHANNEL_ATTRIBUTES(2, 3, ChannelAttributeCalls::addOrUpdate),
  DELETE_CHANNEL_ATTRIBUTES_BY_KEYS(2, 3, ChannelAttributeCalls::deleteByKeys),
  CLEAR_CHANNEL_ATTRIBUTES(2, 3, ChannelAttributeCalls::clear),
  GET_CHANNEL_ATTRIBUTES(
      2,
      3,
      ChannelAttributeCalls::get,
      "channelAttributes",
      map(),
      "channelId",
      "",
      "attributeList",
      list()),
  GET_CHANNEL_ATTRIBUTES_BY_KEYS(
      2,
      3,
      ChannelAttributeCalls::getByKeys,
      "channelAttributes",
      map(),
      "channelId",
      "",
      "attributeList",
      list()),

  SET_CALL_EVENT_LISTENER(1, 1, InvitationCalls::setCallEventListener),
  SEND_LOCAL_INVITATION(201, 1, InvitationCalls::sendLocalInvitation),
  CANCEL_LOCAL_INVITATION(201, 1, InvitationCalls::cancelLocalInvitation),
  ACCEPT_REMOTE_INVITATION(201, 1, InvitationCalls::acceptRemoteInvitation),
  REFUSE_REMOTE_INVITATION(201, 1, InvitationCalls::refuseRemoteInvitation),

  QUERY_HISTORY(1, 2, HistoryCalls::queryHistory, "messages", list(), "hasMore", false),
  COUNT_HISTORY(1, 2, HistoryCalls::countHistory, "count", 0);

  /** Does the work of a call: answers it, or refuses it by a {@link Refusal}. */
  interface Body {
    void run(Call call);
  }

  /** What a fault of the plugin is answered with. */
  final int failureCode;

  /** What a missing or useless argument is answered with. */
  final int invalidCode;

  final Body body;
  private final Object[] emptyKeys;

  Function(int failureCode, int invalidCode, Body body, Object... emptyKeys) {
    this.failureCode = failureCode;
    this.invalidCode = invalidCode;
    this.body = body;
    this.emptyKeys = emptyKeys;
  }

  /** The keys of the answer, with what they have when the call fails. */
  Map<String, Object> emptyAnswer() {
    Map<String, Object> empty = new HashMap<>();
    for (int i = 0; i < emptyKeys.length; i += 2) {
      empty.put((String) emptyKeys[i], emptyKeys[i + 1]);
    }
    return empty;
  }

  private static Object list() {
    return Collections.emptyList();
  }

  private static Object map() {
    return Collections.emptyMap();
  }
}
