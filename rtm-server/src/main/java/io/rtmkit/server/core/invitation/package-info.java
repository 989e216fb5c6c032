/**
 * Call invitations: one state machine for both ends. Imports core.session, core.event,
 * rtm-protocol, slf4j and annotations.
 */
package io.rtmkit.server.core.invitation;
