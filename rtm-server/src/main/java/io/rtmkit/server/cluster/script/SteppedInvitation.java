package io.rtmkit.server.cluster.script;

import org.jspecify.annotations.Nullable;

/**
 * What became of a step of an invitation. Immutable.
 *
 * @param done false if another step was made before, or the invitation is no more
 * @param present what there is now; null if it is no more
 */
public record SteppedInvitation(boolean done, @Nullable InvitationRecord present) {}
