package io.rtmkit.server.core.channel;

import io.rtmkit.server.core.port.Conversation;
import io.rtmkit.server.core.session.SendOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Lets what is kept of a channel be published in the order in which it is kept, whichever thread
 * hears first that the store has it. Members that were lost get it in that order, and say by the id
 * of one message that they have those before it. Thread-safe; runs nothing under a monitor.
 */
public final class KeptOrder {
  private static final class Line {
    final SendOrder submissions = new SendOrder();
    final SendOrder publications = new SendOrder();

    /** Messages that are being kept; guarded by the map. */
    int length;
  }

  private final ConcurrentMap<Conversation, Line> lines = new ConcurrentHashMap<>();

  /**
   * Begins to keep a message, behind those of its channel that came before.
   *
   * @param keeping hands it to the store, and runs one thing on the executor when the store has
   *     answered; on any thread, never throws
   */
  public void begin(Conversation channel, Consumer<Executor> keeping) {
    Line line = enter(channel);
    line.submissions.begin(
        submission -> {
          SendOrder.Turn publication = line.publications.reserve();
          keeping.accept(
              action ->
                  publication.ready(
                      () -> {
                        action.run();
                        leave(channel);
                      }));
          submission.ready(() -> {});
        });
  }

  private Line enter(Conversation channel) {
    return lines.compute(
        channel,
        (key, known) -> {
          Line line = known == null ? new Line() : known;
          line.length++;
          return line;
        });
  }

  private void leave(Conversation channel) {
    lines.computeIfPresent(channel, (key, line) -> --line.length == 0 ? null : line);
  }

  /** Whether nothing is being kept. */
  boolean isIdle() {
    return lines.isEmpty();
  }
}
