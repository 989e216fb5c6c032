package io.rtmkit.server.cluster;

/** What concerns users, each in its own way. Immutable. */
record UserParts(
    ClusterSessions sessions,
    ClusterPeers peers,
    PeerArrivals arrivals,
    ClusterPresence presence,
    ClusterInvitations invitations) {}
