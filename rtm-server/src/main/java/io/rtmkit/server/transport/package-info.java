/**
 * The network: one port for TCP, WebSocket and TLS, framing, and the connections that the domain
 * knows as links. The only package that imports Netty; imports handler, core.lane, config and
 * rtm-protocol.
 */
package io.rtmkit.server.transport;
