/**
 * Redis as a run starts it: one alone, a master that Sentinels watch, a cluster; and the few
 * commands that a run asks itself. Imports process.
 */
@NullMarked
package io.rtmkit.loadtest.redis;

import org.jspecify.annotations.NullMarked;
