/**
 * The message store in Redis. The only package that knows Lettuce. Imports store, core, core.port,
 * core.session and config.
 */
package io.rtmkit.server.store.redis;
