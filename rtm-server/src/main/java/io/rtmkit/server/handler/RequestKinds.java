package io.rtmkit.server.handler;

import io.rtmkit.protocol.v1.ChannelMessageError;
import io.rtmkit.protocol.v1.GetChannelMemberCountError;
import io.rtmkit.protocol.v1.GetMembersError;
import io.rtmkit.protocol.v1.JoinChannelError;
import io.rtmkit.protocol.v1.LeaveChannelError;
import io.rtmkit.protocol.v1.LoginError;
import io.rtmkit.protocol.v1.LogoutError;
import io.rtmkit.protocol.v1.PeerMessageError;
import io.rtmkit.protocol.v1.RenewTokenError;
import io.rtmkit.protocol.v1.Request.BodyCase;
import io.rtmkit.server.core.session.Budget;
import java.util.EnumMap;
import java.util.Map;

/** The dispatch table: one row per kind of request that this server knows. */
final class RequestKinds {
  /** Stands where no budget is taken, so that no call can be too often. */
  private static final int NEVER = 0;

  /** A failure of a kind of request that has no error list of its own. */
  private static final int FAILURE = 1;

  private RequestKinds() {}

  static Map<BodyCase, RequestKind> of(Handlers handlers) {
    Map<BodyCase, RequestKind> kinds = new EnumMap<>(BodyCase.class);
    addSessionKinds(kinds, handlers);
    addMessageKinds(kinds, handlers);
    addChannelKinds(kinds, handlers.channel());
    return kinds;
  }

  private static void addSessionKinds(Map<BodyCase, RequestKind> kinds, Handlers handlers) {
    kinds.put(
        BodyCase.PING,
        new RequestKind("ping", false, null, NEVER, FAILURE, handlers.session()::ping));
    kinds.put(
        BodyCase.LOGIN,
        new RequestKind(
            "login",
            false,
            null, // its budget is per user, whatever the connection: the handler takes it
            LoginError.LOGIN_ERR_TOO_OFTEN_VALUE,
            LoginError.LOGIN_ERR_UNKNOWN_VALUE,
            handlers.login()::login));
    kinds.put(
        BodyCase.LOGOUT,
        new RequestKind(
            "logout",
            true,
            null,
            NEVER,
            LogoutError.LOGOUT_ERR_REJECTED_VALUE,
            handlers.session()::logout));
    kinds.put(
        BodyCase.RENEW_TOKEN,
        new RequestKind(
            "renewToken",
            true,
            Budget.RENEW_TOKEN,
            RenewTokenError.RENEW_TOKEN_ERR_TOO_OFTEN_VALUE,
            RenewTokenError.RENEW_TOKEN_ERR_FAILURE_VALUE,
            handlers.session()::renewToken));
  }

  private static void addMessageKinds(Map<BodyCase, RequestKind> kinds, Handlers handlers) {
    kinds.put(
        BodyCase.PEER_MESSAGE,
        new RequestKind(
            "sendMessageToPeer",
            true,
            Budget.MESSAGE,
            PeerMessageError.PEER_MESSAGE_ERR_TOO_OFTEN_VALUE,
            PeerMessageError.PEER_MESSAGE_ERR_FAILURE_VALUE,
            handlers.peer()::send,
            handlers.peer()::isKnown));
    kinds.put(
        BodyCase.PUBLISH,
        new RequestKind(
            "sendChannelMessage",
            true,
            Budget.MESSAGE,
            ChannelMessageError.CHANNEL_MESSAGE_ERR_TOO_OFTEN_VALUE,
            ChannelMessageError.CHANNEL_MESSAGE_ERR_FAILURE_VALUE,
            handlers.channel()::publish,
            handlers.channel()::isKnown));
  }

  private static void addChannelKinds(Map<BodyCase, RequestKind> kinds, ChannelHandler channel) {
    kinds.put(
        BodyCase.JOIN,
        new RequestKind(
            "join",
            true,
            Budget.JOIN,
            JoinChannelError.JOIN_CHANNEL_ERR_TOO_OFTEN_VALUE,
            JoinChannelError.JOIN_CHANNEL_ERR_FAILURE_VALUE,
            channel::join));
    kinds.put(
        BodyCase.LEAVE,
        new RequestKind(
            "leave",
            true,
            null,
            NEVER,
            LeaveChannelError.LEAVE_CHANNEL_ERR_FAILURE_VALUE,
            channel::leave));
    kinds.put(
        BodyCase.MEMBERS,
        new RequestKind(
            "getMembers",
            true,
            Budget.MEMBERS,
            GetMembersError.GET_MEMBERS_ERR_TOO_OFTEN_VALUE,
            GetMembersError.GET_MEMBERS_ERR_FAILURE_VALUE,
            channel::members));
    kinds.put(
        BodyCase.MEMBER_COUNTS,
        new RequestKind(
            "getChannelMemberCount",
            true,
            Budget.MEMBER_COUNTS,
            GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_TOO_OFTEN_VALUE,
            GetChannelMemberCountError.GET_CHANNEL_MEMBER_COUNT_ERR_FAILURE_VALUE,
            channel::memberCounts));
  }
}
