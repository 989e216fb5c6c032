/**
 * Call invitations: one state machine for both ends. Imports core.session, rtm-protocol, slf4j and
 * annotations.
 */
package io.rtmkit.server.core.invitation;
