package io.rtmkit.loadtest.check;

/**
 * A channel told its member that events before this moment may be missing. Immutable.
 *
 * @param membershipLost whether the client is no longer a member either
 */
public record Gap(long at, String channel, boolean membershipLost) {}
