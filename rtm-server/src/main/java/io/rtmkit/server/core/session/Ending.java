package io.rtmkit.server.core.session;

import io.rtmkit.server.core.lane.Link;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a session leaves to be done outside of its monitor. Immutable.
 *
 * @param channels the channels it was in
 * @param link its connection
 * @param receipts of what it has not acknowledged
 */
record Ending(Set<String> channels, @Nullable Link link, LeftReceipts receipts) {
  /** The receipts of an inbox that is closed. */
  @FunctionalInterface
  interface LeftReceipts {
    /**
     * Tells them.
     *
     * @param moved whether the session goes on elsewhere
     */
    void tell(boolean moved);
  }
}
