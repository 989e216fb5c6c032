/** Everybody loses the connection at once. Imports scenario, peer and what they import. */
@NullMarked
package io.rtmkit.loadtest.storm;

import org.jspecify.annotations.NullMarked;
