package io.rtmkit.server.admin;

import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.attribute.UserAttributeService;
import io.rtmkit.server.core.channel.ChannelFigures;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.event.Events;
import io.rtmkit.server.core.invitation.InvitationService;
import io.rtmkit.server.core.peer.PeerMessages;
import io.rtmkit.server.core.port.MessageStore;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.presence.PresenceService;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.Sessions;
import io.rtmkit.server.handler.RequestLog;
import io.rtmkit.server.log.RecentLog;
import io.rtmkit.server.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/**
 * What the routes work on. Immutable.
 *
 * @param channelFigures which channels have members on this server
 * @param servers those that share their users with this one
 * @param webhooks null if events go nowhere
 */
public record Domain(
    LiveConfig live,
    Apps apps,
    Sessions sessions,
    Moderation moderation,
    PeerMessages peerMessages,
    ChannelService channels,
    ChannelFigures channelFigures,
    UserAttributeService userAttributes,
    PresenceService presence,
    InvitationService invitations,
    Servers servers,
    MessageStore store,
    Events events,
    RequestLog requests,
    RecentLog log,
    @Nullable Webhooks webhooks,
    Clock clock) {}
