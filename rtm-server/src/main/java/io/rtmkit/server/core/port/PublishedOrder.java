package io.rtmkit.server.core.port;

import java.util.concurrent.CompletionStage;

/**
 * Knows which messages that are kept for lost members were published, and in which order: where
 * several servers store and publish, that is not the order of the log. Thread-safe.
 */
public interface PublishedOrder {
  /**
   * What was published after a time.
   *
   * @param afterMs Unix time
   * @param most that are wanted, of the newest
   */
  CompletionStage<PublishedIds> after(Conversation channel, long afterMs, int most);
}
