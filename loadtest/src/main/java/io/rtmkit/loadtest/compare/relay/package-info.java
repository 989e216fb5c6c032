/** Bare relays on Netty, the ceilings of the comparison. Imports compare.dialect and Netty. */
@NullMarked
package io.rtmkit.loadtest.compare.relay;

import org.jspecify.annotations.NullMarked;
