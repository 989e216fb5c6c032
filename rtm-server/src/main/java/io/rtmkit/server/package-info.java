/** The server: the entry point, and the wiring of all parts. May import everything. */
package io.rtmkit.server;
