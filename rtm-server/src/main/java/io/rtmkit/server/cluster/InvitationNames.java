package io.rtmkit.server.cluster;

import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.KeyText;

/** What invitations are called among those of a user. Stateless. */
final class InvitationNames {
  private InvitationNames() {}

  static String of(UserKey caller, long number) {
    return KeyText.escape(caller.userId()) + ":" + Long.toUnsignedString(number);
  }

  static UserKey caller(String appId, String name) {
    return new UserKey(appId, KeyText.unescape(name.substring(0, name.lastIndexOf(':'))));
  }

  static long number(String name) {
    return Long.parseUnsignedLong(name.substring(name.lastIndexOf(':') + 1));
  }
}
