package io.rtmkit.server.cluster.script;

import java.util.List;

/**
 * What is known of a channel at a moment. Immutable.
 *
 * @param epoch 0 if there is no such channel, or one in which nobody ever was
 * @param offset of the last event
 * @param rosterVersion rises with each change of the roster
 * @param attributesRevision 0 if there are none
 * @param attributesTold revision of the last write that members were told of
 * @param locksRevision of the last change of holders that was noticed
 * @param storedId the highest of a message of the channel
 * @param noted whether the message store knows of the members
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
    boolean noted,
    List<String> nodes) {
  static ChannelFacts of(Reply reply) {
    return new ChannelFacts(
        reply.numberInText(),
        reply.number(),
        reply.count(),
        reply.number(),
        reply.number(),
        reply.number(),
        reply.number(),
        reply.numberInText(),
        reply.flag(),
        reply.texts());
  }
}
