package io.rtmkit.server.cluster.script;

import org.jspecify.annotations.Nullable;

/**
 * An invitation at a moment. Immutable.
 *
 * @param present null if it is no more
 * @param nowMs Unix time of Redis, for comparing with the times of the invitation
 */
public record PresentInvitation(@Nullable InvitationRecord present, long nowMs) {}
