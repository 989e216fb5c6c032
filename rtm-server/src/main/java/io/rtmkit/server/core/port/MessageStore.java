package io.rtmkit.server.core.port;

import io.rtmkit.server.core.session.UserKey;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages: the queues of users who are away, and the logs of conversations. Every method may
 * be called from any thread, never blocks and never throws; a stage that fails does so with a
 * {@link StoreException}. Stages complete on threads of the store, which must not be held up, or at
 * once.
 *
 * <p>The queue of a user holds at most so many messages as configured. When one more comes, the
 * oldest of the sender who has the most in the queue goes for it, so that nobody can push out what
 * others sent; the loss is counted. Messages older than the configured time are not read.
 *
 * <p>Ids in the log of a conversation rise, and say when: {@link LogIds}.
 */
public interface MessageStore extends AutoCloseable {
  /**
   * Keeps a message. Completes when it is durable; then no crash of this process loses it. Doing it
   * again for the same message, {@code repeated}, keeps it once as long as it is in the queue.
   */
  CompletionStage<Stored> store(StoreRequest request);

  /**
   * Reads the queue of a user.
   *
   * @param from the first offset that is wanted
   * @param maxBytes about so many bytes, but always one message
   */
  CompletionStage<QueuePage> readQueue(UserKey user, long from, int maxMessages, int maxBytes);

  /**
   * Removes everything of a queue up to an offset.
   *
   * @param lost how much of {@link QueuePage#lost} the user has been told
   */
  CompletionStage<Void> acknowledge(UserKey user, long upTo, long lost);

  /**
   * Reads messages that were kept for history: of a conversation, or of a user in all of them. A
   * message that was stored is found both ways.
   */
  CompletionStage<LogPage> query(HistoryQuery query);

  /** Counts the same messages; what the query says of order, places and sizes does not matter. */
  CompletionStage<Long> count(HistoryQuery query);

  /**
   * Remembers members of a channel, so that what is kept for them while they are lost is theirs
   * alone. Takes the place of older marks.
   */
  CompletionStage<Void> noteMembers(
      Conversation channel, Collection<String> userIds, MemberMark mark);

  /** The member left on purpose. */
  CompletionStage<Void> forgetMember(Conversation channel, String userId);

  /**
   * Reads what a member missed: at most as many messages as a queue holds, the newest, of those
   * kept for lost members since its mark. Nothing without a mark. A store that has nothing to look
   * up completes at once.
   */
  CompletionStage<Missed> readMissed(MissedQuery query);

  /**
   * Removes what is too old, as far as the store does not do that by itself; call it each minute.
   */
  void sweep();

  /** How the store is and what it did. */
  StoreStatus status();

  /** What became of the calls to where messages are kept; null if that is this process. */
  default @Nullable CallFigures calls() {
    return null;
  }

  /** Completes what was accepted, and ends. */
  @Override
  void close();
}
