/**
 * The domain: all state and all rules. Imports java.*, rtm-protocol, slf4j, annotations and the
 * records of config; no network, no store.
 */
package io.rtmkit.server.core;
