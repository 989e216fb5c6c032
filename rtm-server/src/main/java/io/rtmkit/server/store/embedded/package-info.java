/**
 * The message store in files of this server. The only place that knows RocksDB. Imports store,
 * core.port, core.session and config.
 */
package io.rtmkit.server.store.embedded;
