package io.rtmkit.server.core.channel;

import java.util.List;

/**
 * How a channel that several servers share stood at one moment. Immutable.
 *
 * @param epoch which life of the channel
 * @param offset of the newest event
 * @param members how many there are, on all servers
 * @param rosterVersion rises with each change of the members
 * @param attributesRevision of the last write; 0 if there was none
 * @param attributesTold of the last write that the members were told of
 * @param locksRevision of the last change of holders; 0 if there was none
 * @param storedId of the message that was published last of those that are kept for lost members
 * @param nodes servers that have members
 */
public record ChannelFacts(
    long epoch,
    long offset,
    int members,
    long rosterVersion,
    long attributesRevision,
    long attributesTold,
    long locksRevision,
    long storedId,
    List<String> nodes) {
  public ChannelFacts {
    nodes = List.copyOf(nodes);
  }
}
