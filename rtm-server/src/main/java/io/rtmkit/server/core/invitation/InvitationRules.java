package io.rtmkit.server.core.invitation;

import io.rtmkit.server.config.InvitationConfig;
import io.rtmkit.server.config.SessionConfig;
import java.time.Duration;

/**
 * The times and limits of invitations.
 *
 * @param grace a lost client may come back for this long, and must then learn how it went
 */
public record InvitationRules(InvitationConfig config, Duration grace) {
  public InvitationRules(InvitationConfig config, SessionConfig session) {
    this(config, session.grace());
  }

  /** How long an invitation that has ended is kept for a client that has not heard of it. */
  public long keepNanos() {
    return grace.multipliedBy(2).toNanos();
  }

  /** After sending or receiving, by when a client has certainly been told the end. */
  public Duration longest() {
    return config.answerTimeout().plus(config.acceptTimeout()).plus(grace);
  }
}
