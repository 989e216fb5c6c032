package io.rtmkit.server.config;

/**
 * How often one user may do what. Immutable.
 *
 * @param message peer and channel messages together
 * @param join joins of any channels
 * @param joinSameChannel joins of one and the same channel
 * @param lock everything about locks
 * @param history history queries and counts together
 * @param invitation everything about invitations
 * @param frames frames of any kind, beyond which a connection is closed
 */
public record RatesConfig(
    Rate login,
    Rate renewToken,
    Rate message,
    Rate join,
    Rate joinSameChannel,
    Rate members,
    Rate memberCounts,
    Rate queryPresence,
    Rate watchPresence,
    Rate unwatchPresence,
    Rate listWatched,
    Rate writeUserAttributes,
    Rate readUserAttributes,
    Rate writeChannelAttributes,
    Rate readChannelAttributes,
    Rate lock,
    Rate history,
    Rate invitation,
    Rate frames) {}
