/**
 * Several servers that share their users through Redis: the services of the core on scripts and the
 * bus. Imports core, redis, config, the scripts and the bus.
 */
package io.rtmkit.server.cluster;
