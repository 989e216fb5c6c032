/**
 * The command {@code cluster}: what it costs that servers share their users. Imports scenario, the
 * commands of its works, redis and process.
 */
@NullMarked
package io.rtmkit.loadtest.cluster;

import org.jspecify.annotations.NullMarked;
