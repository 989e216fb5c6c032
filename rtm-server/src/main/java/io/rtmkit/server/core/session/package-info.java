/**
 * Who is logged in: sessions, their inboxes and budgets. Imports core.lane, rtm-protocol, slf4j,
 * annotations and the records of config.
 */
package io.rtmkit.server.core.session;
