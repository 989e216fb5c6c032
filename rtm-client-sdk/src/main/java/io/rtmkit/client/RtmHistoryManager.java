package io.rtmkit.client;

import org.jspecify.annotations.Nullable;

/**
 * Reads the history: messages that were sent with {@link
 * SendMessageOptions#enableHistoricalMessaging}. Of messages between two users only these two can
 * read them; those of a channel its members, unless the server is configured otherwise. Any thread.
 * Not in the older API.
 */
public abstract class RtmHistoryManager {
  /** Why a query failed. */
  public interface HistoryError {
    int HISTORY_ERR_OK = 0;

    /** The server cannot read the history; its text says why. */
    int HISTORY_ERR_FAILURE = 1;

    int HISTORY_ERR_INVALID_ARGUMENT = 2;
    int HISTORY_ERR_TIMEOUT = 3;
    int HISTORY_ERR_TOO_OFTEN = 4;

    /** Only a member reads the history of this channel. */
    int HISTORY_ERR_NOT_IN_CHANNEL = 5;

    int HISTORY_ERR_NOT_INITIALIZED = 101;
    int HISTORY_ERR_USER_NOT_LOGGED_IN = 102;
  }

  /**
   * Reads a page of messages, within 10 seconds. At most 20 calls of this and {@link #count} in 5
   * seconds, unless the server is configured otherwise.
   *
   * @param callback codes of {@link HistoryError}
   */
  public abstract void query(
      RtmHistoryQuery query, @Nullable ResultCallback<RtmHistoryPage> callback);

  /**
   * Counts the messages of the conversation and range of a query, within 10 seconds; its order,
   * limit and cursor do not matter.
   *
   * @param callback codes of {@link HistoryError}
   */
  public abstract void count(RtmHistoryQuery query, @Nullable ResultCallback<Long> callback);
}
