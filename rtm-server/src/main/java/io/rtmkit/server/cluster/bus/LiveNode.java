package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.cluster.wire.NodeInfo;

/**
 * A server that is there. Immutable.
 *
 * @param node its name, another one each time that it begins to be there
 * @param info what it told of itself last
 */
public record LiveNode(String node, NodeInfo info) {}
