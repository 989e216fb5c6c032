package io.rtmkit.server.metrics;

import io.rtmkit.server.core.port.StoreStatus;

/**
 * The state of the server as of the last second, for the console. Immutable. Rates are per second,
 * over the last five seconds; percentiles are those of the last ten. Times are in milliseconds,
 * memory in bytes; a number that this system does not tell is -1.
 *
 * @param timeMs Unix time at which it was taken
 * @param connections open connections, logged in or not
 * @param peerMessages messages from user to user that were answered
 * @param channelMessages messages to channels
 * @param deliveries members that channel messages were published to
 * @param requests requests that were answered
 * @param bytesIn bytes of frames from clients
 * @param bytesOut bytes of frames to clients
 * @param peerAck how long the acknowledgement of a peer message took
 * @param loopLag how late event loops ran their tasks
 * @param pendingTasks tasks that wait for an event loop
 * @param memory what the process takes
 * @param cpu share of all cores that the process takes, from 0 to 1
 * @param store how the message store is, and what it did since the start
 */
public record Live(
    long timeMs,
    int connections,
    int sessions,
    int channels,
    double peerMessages,
    double channelMessages,
    double deliveries,
    double requests,
    double bytesIn,
    double bytesOut,
    Times peerAck,
    Times loopLag,
    long pendingTasks,
    Memory memory,
    double cpu,
    StoreStatus store) {
  /** Percentiles of times, in milliseconds; all 0 if there were none. */
  public record Times(long count, double p50, double p90, double p99, double max) {}

  /**
   * Memory in bytes.
   *
   * @param heapMax the most that the heap may take
   * @param resident what the process has of the machine's memory, RSS
   * @param buffers buffers of connections, outside of the heap
   */
  public record Memory(long heapUsed, long heapMax, long resident, long buffers) {}
}
