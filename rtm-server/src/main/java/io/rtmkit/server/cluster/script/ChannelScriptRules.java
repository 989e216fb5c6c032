package io.rtmkit.server.cluster.script;

import java.time.Duration;

/**
 * What all servers hold channels to. Immutable.
 *
 * @param membersListed members up to which joins and leaves are told
 * @param logEvents events that are kept
 * @param logBytes bytes of events that are kept
 * @param logAge so long after the last event they are kept
 * @param keptAge so long after the last one it is known which messages that are kept for lost
 *     members were published
 * @param attributeRetention so long attributes are kept that are written in an empty channel, or
 *     that a channel has when it becomes empty
 */
public record ChannelScriptRules(
    int membersListed,
    int logEvents,
    int logBytes,
    Duration logAge,
    Duration keptAge,
    Duration attributeRetention) {
  /** As scripts that append take them. */
  Call addLog(Call call) {
    return call.add(logEvents).add(logBytes).add(logAge.toMillis());
  }
}
