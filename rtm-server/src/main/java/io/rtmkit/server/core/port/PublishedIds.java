package io.rtmkit.server.core.port;

import java.util.List;

/**
 * Log ids of messages of a channel that are kept for lost members. Immutable.
 *
 * @param ids in the order in which they were published
 * @param older more that were published before these
 */
public record PublishedIds(List<Long> ids, long older) {
  public PublishedIds {
    ids = List.copyOf(ids);
  }
}
