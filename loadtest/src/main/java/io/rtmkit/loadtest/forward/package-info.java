/**
 * Stands in front of servers: passes connections on, and spoils that when it is told to. Imports
 * Netty.
 */
@NullMarked
package io.rtmkit.loadtest.forward;

import org.jspecify.annotations.NullMarked;
