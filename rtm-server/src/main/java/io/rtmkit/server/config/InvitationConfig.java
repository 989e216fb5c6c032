package io.rtmkit.server.config;

import java.time.Duration;

/**
 * Times and limits of call invitations. Immutable.
 *
 * @param receiveTimeout after sending, by when the callee's client must have the invitation
 * @param answerTimeout after sending, by when the callee must have answered
 * @param acceptTimeout after accepting, by when the caller's client must have acknowledged it
 * @param bytes content or response
 * @param open open invitations of one caller
 */
public record InvitationConfig(
    Duration receiveTimeout, Duration answerTimeout, Duration acceptTimeout, int bytes, int open) {
  public InvitationConfig {
    Duration shortest = Duration.ofMillis(100);
    Duration longest = Duration.ofHours(1);
    Checks.range("invitation.receive-timeout", receiveTimeout, shortest, longest);
    Checks.range("invitation.answer-timeout", answerTimeout, shortest, longest);
    Checks.range("invitation.accept-timeout", acceptTimeout, shortest, longest);
    Checks.shorter(
        "invitation.receive-timeout", receiveTimeout, "invitation.answer-timeout", answerTimeout);
    Checks.range("invitation.bytes", bytes, 1, 32 << 10);
    Checks.range("invitation.open", open, 1, 10_000);
  }
}
