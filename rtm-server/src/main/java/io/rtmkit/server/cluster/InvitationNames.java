package io.rtmkit.server.cluster;

import io.rtmkit.server.core.invitation.InvitationId;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.KeyText;

/** What invitations are called among those of a user. Stateless. */
final class InvitationNames {
  private InvitationNames() {}

  static String of(InvitationId id) {
    return KeyText.escape(id.caller().userId()) + ":" + Long.toUnsignedString(id.number());
  }

  static InvitationId parse(String appId, String name) {
    int colon = name.lastIndexOf(':');
    return new InvitationId(
        new UserKey(appId, KeyText.unescape(name.substring(0, colon))),
        Long.parseUnsignedLong(name.substring(colon + 1)));
  }
}
