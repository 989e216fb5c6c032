/** The message store in Redis. Imports redis, store, core, core.port, core.session and config. */
package io.rtmkit.server.store.redis;
