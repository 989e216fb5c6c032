package io.rtmkit.server.core.invitation;

import io.rtmkit.server.core.session.UserKey;

/**
 * What tells an invitation from all others.
 *
 * @param number chosen by the caller's client
 */
public record InvitationId(UserKey caller, long number) {}
