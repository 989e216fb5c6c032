/**
 * The settings of a server, read once at start and checked once. A leaf: imports java.*, Jackson
 * and rtm-protocol only.
 */
package io.rtmkit.server.config;
