package io.rtmkit.client;

/**
 * Which messages of the history are wanted: of one conversation, in a range of time, page by page.
 * Immutable: each method answers a changed copy.
 */
public final class RtmHistoryQuery {
  /** The most messages of one page. */
  public static final int MAX_LIMIT = 100;

  private final String peerId;
  private final String channelId;
  private final long fromMs;
  private final long toMs;
  private final boolean newestFirst;
  private final int limit;
  private final long afterId;

  private RtmHistoryQuery(
      String peerId,
      String channelId,
      long fromMs,
      long toMs,
      boolean newestFirst,
      int limit,
      long afterId) {
    this.peerId = peerId;
    this.channelId = channelId;
    this.fromMs = fromMs;
    this.toMs = toMs;
    this.newestFirst = newestFirst;
    this.limit = limit;
    this.afterId = afterId;
  }

  /** The messages between this client's user and another, in both directions. */
  public static RtmHistoryQuery withPeer(String peerId) {
    return new RtmHistoryQuery(peerId, "", 0, 0, false, MAX_LIMIT, 0);
  }

  /** The messages of a channel. */
  public static RtmHistoryQuery ofChannel(String channelId) {
    return new RtmHistoryQuery("", channelId, 0, 0, false, MAX_LIMIT, 0);
  }

  /**
   * Only messages that came into the history in this range: ranges that adjoin have each message
   * once. That can be a few milliseconds after {@link RtmMessage#getServerReceivedTs}, so to go on
   * reading use {@link #after}, not the time of the last message.
   *
   * @param from inclusive, milliseconds since 1970; 0 for the oldest
   * @param to exclusive, milliseconds since 1970; 0 for the newest
   */
  public RtmHistoryQuery between(long from, long to) {
    return new RtmHistoryQuery(peerId, channelId, from, to, newestFirst, limit, afterId);
  }

  /** The newest message first; without this the oldest. */
  public RtmHistoryQuery newestFirst() {
    return new RtmHistoryQuery(peerId, channelId, fromMs, toMs, true, limit, afterId);
  }

  /**
   * At most so many messages in a page; there may be fewer even if more follow.
   *
   * @param messages 1 to {@link #MAX_LIMIT}, which is the default
   */
  public RtmHistoryQuery limit(int messages) {
    return new RtmHistoryQuery(peerId, channelId, fromMs, toMs, newestFirst, messages, afterId);
  }

  /** Goes on behind a message, in the order of the query: {@link RtmHistoryMessage#getId}. */
  public RtmHistoryQuery after(long messageId) {
    return new RtmHistoryQuery(peerId, channelId, fromMs, toMs, newestFirst, limit, messageId);
  }

  /** The other user; empty if a channel is meant. */
  public String getPeerId() {
    return peerId;
  }

  /** The channel; empty if a user is meant. */
  public String getChannelId() {
    return channelId;
  }

  public long getFrom() {
    return fromMs;
  }

  public long getTo() {
    return toMs;
  }

  public boolean isNewestFirst() {
    return newestFirst;
  }

  public int getLimit() {
    return limit;
  }

  public long getAfter() {
    return afterId;
  }
}
