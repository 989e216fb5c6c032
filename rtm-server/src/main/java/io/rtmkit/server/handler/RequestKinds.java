package io.rtmkit.server.handler;

import io.rtmkit.protocol.v1.Request;
import io.rtmkit.protocol.v1.Request.BodyCase;
import io.rtmkit.server.core.session.Budget;
import io.rtmkit.server.core.session.Session;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The dispatch table: one row per kind of request that this server knows. One thread. */
final class RequestKinds {
  private final Map<BodyCase, RequestKind> rows = new EnumMap<>(BodyCase.class);

  private RequestKinds() {}

  static Map<BodyCase, RequestKind> of(Handlers handlers) {
    RequestKinds kinds = new RequestKinds();
    kinds.addSession(handlers.login(), handlers.session());
    kinds.addMessages(handlers.peer(), handlers.channelMessage());
    kinds.addHistory(handlers.history());
    kinds.addChannel(handlers.channel(), handlers.members());
    kinds.addAttributes(handlers.attribute());
    kinds.addLocks(handlers.lock());
    kinds.addPresence(handlers.presence());
    kinds.addInvitation(handlers.invitation());
    return kinds.rows;
  }

  private void addSession(LoginHandler login, SessionHandler session) {
    addBeforeLogin(BodyCase.PING, "ping", ErrorCodes.PING, session::ping);
    // Its budget is per user, whatever the connection: the handler takes it.
    addBeforeLogin(BodyCase.LOGIN, "login", ErrorCodes.LOGIN, login::login);
    add(BodyCase.LOGOUT, "logout", null, ErrorCodes.LOGOUT, session::logout);
    add(
        BodyCase.RENEW_TOKEN,
        "renewToken",
        Budget.RENEW_TOKEN,
        ErrorCodes.RENEW_TOKEN,
        session::renewToken);
  }

  private void addMessages(PeerMessageHandler peer, ChannelMessageHandler channel) {
    addKnown(
        BodyCase.PEER_MESSAGE,
        "sendMessageToPeer",
        Budget.MESSAGE,
        ErrorCodes.PEER_MESSAGE,
        peer::send,
        peer::isKnown);
    addKnown(
        BodyCase.PUBLISH,
        "sendChannelMessage",
        Budget.MESSAGE,
        ErrorCodes.CHANNEL_MESSAGE,
        channel::publish,
        channel::isKnown);
  }

  private void addHistory(HistoryHandler history) {
    add(BodyCase.QUERY_HISTORY, "queryHistory", Budget.HISTORY, ErrorCodes.HISTORY, history::query);
    add(BodyCase.COUNT_HISTORY, "countHistory", Budget.HISTORY, ErrorCodes.HISTORY, history::count);
  }

  private void addChannel(ChannelHandler channel, MembersHandler members) {
    add(BodyCase.JOIN, "join", Budget.JOIN, ErrorCodes.JOIN, channel::join);
    add(BodyCase.LEAVE, "leave", null, ErrorCodes.LEAVE, channel::leave);
    add(BodyCase.MEMBERS, "getMembers", Budget.MEMBERS, ErrorCodes.MEMBERS, members::members);
    add(
        BodyCase.MEMBER_COUNTS,
        "getChannelMemberCount",
        Budget.MEMBER_COUNTS,
        ErrorCodes.MEMBER_COUNTS,
        members::memberCounts);
  }

  private void addAttributes(AttributeHandler attribute) {
    addKnown(
        BodyCase.WRITE_USER_ATTRIBUTES,
        "writeUserAttributes",
        Budget.WRITE_USER_ATTRIBUTES,
        ErrorCodes.ATTRIBUTES,
        attribute::writeUser,
        attribute::isUserWriteKnown);
    add(
        BodyCase.READ_USER_ATTRIBUTES,
        "getUserAttributes",
        Budget.READ_USER_ATTRIBUTES,
        ErrorCodes.ATTRIBUTES,
        attribute::readUser);
    addKnown(
        BodyCase.WRITE_CHANNEL_ATTRIBUTES,
        "writeChannelAttributes",
        Budget.WRITE_CHANNEL_ATTRIBUTES,
        ErrorCodes.ATTRIBUTES,
        attribute::writeChannel,
        attribute::isChannelWriteKnown);
    add(
        BodyCase.READ_CHANNEL_ATTRIBUTES,
        "getChannelAttributes",
        Budget.READ_CHANNEL_ATTRIBUTES,
        ErrorCodes.ATTRIBUTES,
        attribute::readChannel);
  }

  private void addLocks(LockHandler lock) {
    add(BodyCase.LOCK, "lock", Budget.LOCK, ErrorCodes.LOCKS, lock::lock);
    add(BodyCase.READ_LOCKS, "getLocks", Budget.LOCK, ErrorCodes.LOCKS, lock::read);
  }

  private void addPresence(PresenceHandler presence) {
    add(
        BodyCase.QUERY_PRESENCE,
        "queryPeersOnlineStatus",
        Budget.QUERY_PRESENCE,
        ErrorCodes.QUERY_PRESENCE,
        presence::query);
    add(
        BodyCase.WATCH_PRESENCE,
        "subscribePeersOnlineStatus",
        Budget.WATCH_PRESENCE,
        ErrorCodes.WATCH_PRESENCE,
        presence::watch);
    add(
        BodyCase.UNWATCH_PRESENCE,
        "unsubscribePeersOnlineStatus",
        Budget.UNWATCH_PRESENCE,
        ErrorCodes.WATCH_PRESENCE,
        presence::unwatch);
    add(
        BodyCase.LIST_WATCHED,
        "queryPeersBySubscriptionOption",
        Budget.LIST_WATCHED,
        ErrorCodes.LIST_WATCHED,
        presence::listWatched);
  }

  private void addInvitation(InvitationHandler invitation) {
    add(
        BodyCase.SEND_INVITATION,
        "sendLocalInvitation",
        Budget.INVITATION,
        ErrorCodes.INVITATION,
        invitation::send);
    add(
        BodyCase.CANCEL_INVITATION,
        "cancelLocalInvitation",
        Budget.INVITATION,
        ErrorCodes.INVITATION,
        invitation::cancel);
    add(
        BodyCase.ANSWER_INVITATION,
        "acceptRemoteInvitation or refuseRemoteInvitation",
        Budget.INVITATION,
        ErrorCodes.INVITATION,
        invitation::answer);
  }

  private void addBeforeLogin(
      BodyCase kind, String name, ErrorCodes codes, RequestHandler handler) {
    rows.put(kind, new RequestKind(name, false, null, codes, handler, RequestKind.UNKNOWN));
  }

  private void add(
      BodyCase kind,
      String name,
      @Nullable Budget budget,
      ErrorCodes codes,
      RequestHandler handler) {
    rows.put(kind, new RequestKind(name, true, budget, codes, handler, RequestKind.UNKNOWN));
  }

  /** What is remembered by an id: sent again, with its fate known, it is free. */
  private void addKnown(
      BodyCase kind,
      String name,
      Budget budget,
      ErrorCodes codes,
      RequestHandler handler,
      BiPredicate<Session, Request> known) {
    rows.put(kind, new RequestKind(name, true, budget, codes, handler, known));
  }
}
