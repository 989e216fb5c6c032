/**
 * Ordered delivery: one lane per event loop, and what the domain sees of a connection. Imports
 * java.*, slf4j, rtm-protocol and annotations only.
 */
package io.rtmkit.server.core.lane;
