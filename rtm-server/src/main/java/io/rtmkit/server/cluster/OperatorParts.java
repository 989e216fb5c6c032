package io.rtmkit.server.cluster;

/** What concerns operators: what they share, and the way to other servers. Immutable. */
record OperatorParts(ClusterTables tables, ClusterServers servers) {}
