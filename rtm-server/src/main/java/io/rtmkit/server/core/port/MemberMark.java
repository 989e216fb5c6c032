package io.rtmkit.server.core.port;

/**
 * What a store knows of a member of a channel. Immutable.
 *
 * @param sinceMs when it joined, or was last heard of before it was lost; Unix time
 * @param present whether it was there when this was written; then only a crash of the server can
 *     have parted it from the channel
 */
public record MemberMark(long sinceMs, boolean present) {
  public static MemberMark present(long sinceMs) {
    return new MemberMark(sinceMs, true);
  }

  public static MemberMark lost(long sinceMs) {
    return new MemberMark(sinceMs, false);
  }

  /** Above which log id the member missed what came. */
  public long missedAfter(MissedQuery query) {
    long since = LogIds.first(sinceMs);
    if (query.sinceId() != 0) {
      return Math.max(since, query.sinceId());
    }
    return present ? Math.max(since, LogIds.first(query.startedMs())) : since;
  }
}
