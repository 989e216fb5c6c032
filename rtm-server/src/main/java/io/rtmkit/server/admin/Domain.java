package io.rtmkit.server.admin;

import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.attribute.UserAttributes;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.invitation.Invitations;
import io.rtmkit.server.core.peer.PeerMessages;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.handler.RequestLog;

/** What the routes work on. Immutable. */
public record Domain(
    ServerConfig config,
    Apps apps,
    Sessions sessions,
    Moderation moderation,
    PeerMessages peerMessages,
    Channels channels,
    UserAttributes userAttributes,
    Invitations invitations,
    MessageStore store,
    Events events,
    RequestLog requests,
    Clock clock) {}
