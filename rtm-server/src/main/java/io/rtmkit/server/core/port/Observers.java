package io.rtmkit.server.core.port;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.event.Events;

/** Who is told what the domain does: of each turn, and for the figures. Immutable. */
public record Observers(Events events, Telemetry telemetry) {
  /** Those of a domain that nobody watches. */
  public static Observers none(Clock clock) {
    return new Observers(new Events(clock), Telemetry.NONE);
  }
}
