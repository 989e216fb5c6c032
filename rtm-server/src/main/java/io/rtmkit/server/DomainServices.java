package io.rtmkit.server;

import io.rtmkit.server.core.attribute.UserAttributeService;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.invitation.InvitationService;
import io.rtmkit.server.core.login.SessionClaims;
import io.rtmkit.server.core.presence.PresenceService;

/** What requests are answered by, on one server or on several. Immutable. */
record DomainServices(
    SessionClaims claims,
    ChannelService channels,
    UserAttributeService userAttributes,
    PresenceService presence,
    InvitationService invitations) {}
