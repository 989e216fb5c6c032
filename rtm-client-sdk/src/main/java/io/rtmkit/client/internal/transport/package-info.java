/**
 * Connections: frames over TCP or WebSocket, with or without TLS, on plain blocking sockets. Knows
 * nothing of logins or messages; imports java.*, javax.net.*, io.rtmkit.protocol and annotations.
 */
package io.rtmkit.client.internal.transport;
