package io.rtmkit.server.core.event;

import java.util.ArrayList;
import java.util.List;

/** A listener that writes down what it hears, each event as one line. Thread-safe. */
public final class HeardEvents implements EventListener {
  private final List<String> lines = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  @Override
  public synchronized void on(Event event) {
    events.add(event);
    StringBuilder line = new StringBuilder(event.kind().type()).append(' ');
    line.append(event.user().userId());
    event.describe(
        new Event.Fields() {
          @Override
          public void text(String name, String value) {
            if (!name.equals("sessionId")) {
              line.append(' ').append(value);
            }
          }

          @Override
          public void number(String name, long value) {
            line.append(' ').append(value);
          }
        });
    lines.add(line.toString());
  }

  /** What was heard since the last call. */
  public synchronized List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  public synchronized List<Event> events() {
    return List.copyOf(events);
  }
}
