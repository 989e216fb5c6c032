package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What somebody saw, one line an event, to be waited for. The first word says what it is. */
public class EventLog {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String owner;
  private final List<String> events = new ArrayList<>();

  protected EventLog(String owner) {
    this.owner = owner;
  }

  protected final synchronized void happened(String event) {
    events.add(event);
    notifyAll();
  }

  public final synchronized List<String> events() {
    return List.copyOf(events);
  }

  /** Everything that happened and starts with this word. */
  public final List<String> events(String word) {
    return events().stream().filter(event -> event.startsWith(word + " ")).toList();
  }

  /** Waits until something has happened. */
  public final void await(String event) {
    awaitAll(list -> list.contains(event), "the event " + event);
  }

  /** Waits until as many events start with this word. */
  public final void await(int count, String word) {
    awaitAll(
        list -> list.stream().filter(event -> event.startsWith(word + " ")).count() >= count,
        count + " times " + word);
  }

  private synchronized void awaitAll(Predicate<List<String>> condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(events)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      assertThat(left).as("%s never saw %s; it saw %s", owner, what, events).isPositive();
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
