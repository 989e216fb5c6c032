package io.rtmkit.server.core.invitation;

/**
 * How an invitation stood at one moment. Immutable.
 *
 * @param number the caller's own number; with the caller's id it names the invitation
 * @param channelId what the caller named; may be empty
 */
public record InvitationView(
    String callerId, String calleeId, long number, String channelId, InvitationState state) {}
