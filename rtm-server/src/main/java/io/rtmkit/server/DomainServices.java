package io.rtmkit.server;

import io.rtmkit.server.cluster.ClusterServices;
import io.rtmkit.server.core.attribute.LocalUserAttributes;
import io.rtmkit.server.core.attribute.UserAttributeService;
import io.rtmkit.server.core.attribute.UserAttributes;
import io.rtmkit.server.core.channel.ChannelService;
import io.rtmkit.server.core.channel.Channels;
import io.rtmkit.server.core.channel.LocalChannels;
import io.rtmkit.server.core.invitation.InvitationService;
import io.rtmkit.server.core.invitation.Invitations;
import io.rtmkit.server.core.invitation.LocalInvitations;
import io.rtmkit.server.core.login.LocalSessionClaims;
import io.rtmkit.server.core.login.SessionClaims;
import io.rtmkit.server.core.presence.LocalPresence;
import io.rtmkit.server.core.presence.Presence;
import io.rtmkit.server.core.presence.PresenceService;
import io.rtmkit.server.core.session.Sessions;

/** What requests are answered by, on one server or on several. Immutable. */
record DomainServices(
    SessionClaims claims,
    ChannelService channels,
    UserAttributeService userAttributes,
    PresenceService presence,
    InvitationService invitations) {
  /** Of a server that is alone. */
  static DomainServices local(
      Sessions sessions,
      Channels channels,
      UserAttributes userAttributes,
      Presence presence,
      Invitations invitations) {
    return new DomainServices(
        new LocalSessionClaims(sessions),
        new LocalChannels(channels),
        new LocalUserAttributes(userAttributes),
        new LocalPresence(presence),
        new LocalInvitations(invitations));
  }

  /** Of one server of several. */
  static DomainServices shared(ClusterServices cluster) {
    return new DomainServices(
        cluster.claims(),
        cluster.channels(),
        cluster.userAttributes(),
        cluster.presence(),
        cluster.invitations());
  }
}
