/**
 * What the domain needs of durable stores. Imports core.session, rtm-protocol, java.* and
 * annotations.
 */
package io.rtmkit.server.core.port;
