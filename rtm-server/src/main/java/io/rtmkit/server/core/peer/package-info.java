/**
 * Messages from user to user, acknowledged from end to end. Imports core.session, core.event,
 * rtm-protocol, slf4j and annotations.
 */
package io.rtmkit.server.core.peer;
