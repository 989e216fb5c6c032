/**
 * What happened, for those outside of the domain who want to know. Imports core, core.session,
 * rtm-protocol, slf4j and annotations.
 */
package io.rtmkit.server.core.event;
