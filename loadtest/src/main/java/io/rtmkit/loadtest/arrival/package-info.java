/** When something is due: rates, and who keeps to them. Imports Netty's event loops. */
@NullMarked
package io.rtmkit.loadtest.arrival;

import org.jspecify.annotations.NullMarked;
