package io.rtmkit.server.handler;

/** One handler per family of requests: the rows of the dispatch table point into them. */
public record Handlers(
    LoginHandler login,
    SessionHandler session,
    PeerMessageHandler peer,
    ChannelHandler channel,
    MembersHandler members,
    ChannelMessageHandler channelMessage,
    HistoryHandler history,
    AttributeHandler attribute,
    LockHandler lock,
    PresenceHandler presence,
    InvitationHandler invitation) {}
