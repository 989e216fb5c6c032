package io.rtmkit.server.core.event;

import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.LogThrottle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of those who hear of events. Thread-safe; while there are none, nothing is made. */
public final class Events {
  private static final Logger log = LoggerFactory.getLogger(Events.class);

  private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final LogThrottle throttle;

  public Events(Clock clock) {
    this.clock = clock;
    this.throttle = new LogThrottle(clock);
  }

  public void add(EventListener listener) {
    listeners.add(listener);
  }

  public void remove(EventListener listener) {
    listeners.remove(listener);
  }

  public boolean isEmpty() {
    return listeners.isEmpty();
  }

  /**
   * Tells all listeners. Does not fail, whatever they do.
   *
   * @param maker makes the event from the Unix time in milliseconds, if anybody listens
   */
  public void tell(LongFunction<Event> maker) {
    if (listeners.isEmpty()) {
      return;
    }
    Event event = maker.apply(clock.currentTimeMillis());
    for (EventListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException e) { // the domain goes on
        if (throttle.allows()) {
          log.error("a listener failed at {}", event.kind().type(), e);
        }
      }
    }
  }
}
