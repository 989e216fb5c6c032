package io.rtmkit.client;

import java.util.List;

/** A page of the history. Immutable. */
public abstract class RtmHistoryPage {
  /** The messages, in the order of the query. */
  public abstract List<RtmHistoryMessage> getMessages();

  /** Whether more follow: query.after(id of the last message) reads them. */
  public abstract boolean hasMore();
}
