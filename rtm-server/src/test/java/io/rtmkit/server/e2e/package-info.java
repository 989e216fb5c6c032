/** A real server over real sockets: hostile clients, raw clients, and the SDK. */
package io.rtmkit.server.e2e;
