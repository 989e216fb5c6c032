/**
 * The bus between the servers of a cluster: an inbox in Redis for each, leases that tell who is
 * there, and a probe of whether anything arrives. It may lose, repeat and delay, and says so.
 * Imports redis, cluster.wire, core, core.port and config.
 */
package io.rtmkit.server.cluster.bus;
