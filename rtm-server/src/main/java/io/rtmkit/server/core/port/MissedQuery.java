package io.rtmkit.server.core.port;

import org.jspecify.annotations.Nullable;

/**
 * Asks what a member of a channel missed. Immutable.
 *
 * @param sinceId up to which log id the client has, or was sent, everything; 0 if it says nothing
 * @param startedMs when this server started: what came before reached those who were present
 * @param order in which what is kept was published; null if that is the order of the log
 */
public record MissedQuery(
    Conversation channel,
    String userId,
    long sinceId,
    long startedMs,
    @Nullable PublishedOrder order) {
  /** Of a channel whose log is in order. */
  public MissedQuery(Conversation channel, String userId, long sinceId, long startedMs) {
    this(channel, userId, sinceId, startedMs, null);
  }
}
