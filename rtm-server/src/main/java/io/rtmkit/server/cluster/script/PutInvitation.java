package io.rtmkit.server.cluster.script;

/**
 * What became of a new invitation. Immutable.
 *
 * @param created false if there is one with its number already
 * @param present what there is now
 */
public record PutInvitation(boolean created, InvitationRecord present) {}
