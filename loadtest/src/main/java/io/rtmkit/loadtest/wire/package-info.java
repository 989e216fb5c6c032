/**
 * Small clients for large tests: many users on few event loops. Imports rtm-protocol, Netty and the
 * tokens of rtm-server.
 */
@NullMarked
package io.rtmkit.loadtest.wire;

import org.jspecify.annotations.NullMarked;
