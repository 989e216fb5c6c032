/** The message store in memory, for tests. Imports store, core.port, core.session and config. */
package io.rtmkit.server.store.memory;
