package io.rtmkit.server.cluster.script;

import java.time.Duration;

/**
 * How the user of a session was seen last. Immutable.
 *
 * @param online otherwise unreachable, or there was no session
 * @param sinceMs Unix ms; 0 if there was none
 */
public record StateBefore(boolean online, long sinceMs) {
  static StateBefore of(Reply reply) {
    return new StateBefore(reply.flag(), reply.number());
  }

  /**
   * When the user was there for certain, before its server went without a word; Unix ms.
   *
   * @param serverMs when the server was there for certain
   * @param silence a connection may be dead for so long before that is noticed
   */
  public long heardOfMs(long serverMs, Duration silence) {
    return online ? Math.max(sinceMs, serverMs) : Math.min(sinceMs, serverMs) - silence.toMillis();
  }
}
