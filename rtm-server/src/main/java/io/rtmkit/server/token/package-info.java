/**
 * Checks and makes tokens, which say which user of which app may log in. Imports java.*, java-jwt,
 * rtm-protocol and io.rtmkit.server.config only.
 */
package io.rtmkit.server.token;
