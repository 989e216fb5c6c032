/**
 * Redis as a place for state: connections, scripts that are repeated until they are answered, and
 * what keeps a Redis in trouble from being asked in vain. The only package that knows Lettuce.
 * Imports core, core.port and config.
 */
package io.rtmkit.server.redis;
