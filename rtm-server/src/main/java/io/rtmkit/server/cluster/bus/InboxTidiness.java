package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.core.Clock;

/**
 * Takes what has been read out of the inbox, and notices when the inbox is not what was read. Only
 * on the timer.
 */
final class InboxTidiness {
  private final TidyInboxScript script;
  private final InboxReader reader;
  private final Lease lease;
  private final BusSettings settings;
  private final Clock clock;

  /** Up to here the inbox is tidy. */
  private InboxPosition tidied = InboxPosition.START;

  InboxTidiness(
      TidyInboxScript script, InboxReader reader, Lease lease, BusSettings settings, Clock clock) {
    this.script = script;
    this.reader = reader;
    this.lease = lease;
    this.settings = settings;
    this.clock = clock;
  }

  /** Tidies up if something has been read since. */
  void tidyIfRead() {
    if (!reader.place().position().equals(tidied)) {
      tidy();
    }
  }

  /** Tidies up, which also keeps the inbox alive. */
  void tidy() {
    InboxReader.Place place = reader.place();
    if (place.node().isEmpty()) {
      return; // not yet begun
    }
    tidied = place.position();
    script
        .tidy(place.node(), place.position(), clock.nanoTime() + settings.beat().toNanos())
        .thenAccept(
            found -> {
              if (found == TidyInboxScript.Found.MISSING) {
                lease.onInboxMissing(place.node());
              } else if (found == TidyInboxScript.Found.BEHIND) {
                reader.rewind(place);
              }
            });
  }
}
