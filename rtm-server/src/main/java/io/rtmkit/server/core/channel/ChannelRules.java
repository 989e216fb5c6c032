package io.rtmkit.server.core.channel;

import io.rtmkit.server.config.AttributeConfig;
import io.rtmkit.server.config.ChannelConfig;
import io.rtmkit.server.config.LockConfig;
import io.rtmkit.server.config.ServerConfig;

/**
 * The limits and times that every channel keeps to.
 *
 * @param historyTotalBytes memory that the events kept by all channels may take
 * @param attributesTotalBytes memory that the attributes of all channels may take
 * @param membersListed members up to which joins and leaves are told, and the most that are listed
 * @param lanes number of lanes of the server
 */
public record ChannelRules(
    ChannelConfig channel,
    long historyTotalBytes,
    AttributeConfig attributes,
    long attributesTotalBytes,
    LockConfig locks,
    int membersListed,
    int lanes) {
  /**
   * The rules of a configuration.
   *
   * @param heapBytes of which the totals are shares, where they are not configured
   */
  public static ChannelRules of(ServerConfig config, long heapBytes, int lanes) {
    return new ChannelRules(
        config.channel(),
        config.channel().historyTotal(heapBytes),
        config.attributes(),
        config.attributes().total(heapBytes),
        config.locks(),
        config.limits().membersListed(),
        lanes);
  }
}
