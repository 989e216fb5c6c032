/**
 * Channels: rosters, the ordered stream of events, fan-out to lanes, and the log that a returning
 * member is served from; their attributes, locks and delivery receipts. Imports core.lane,
 * core.session, core.event, core.attribute, rtm-protocol, slf4j and annotations.
 */
package io.rtmkit.server.core.channel;
