package io.rtmkit.server.config;

import java.time.Duration;

/**
 * What a channel keeps for members that reconnect, and how often it tells its size. Immutable.
 *
 * @param historyEvents events kept
 * @param historyBytes bytes of events kept
 * @param historyTotalBytes bytes of events kept by all channels; 0 for a quarter of the heap
 * @param historyAge age at which an event is dropped
 * @param countInterval shortest time between two member counts
 * @param largeCountInterval the same, for a channel with more members than a list names
 * @param receiptTimeout a delivery receipt is waited for no longer than this
 */
public record ChannelConfig(
    int historyEvents,
    int historyBytes,
    int historyTotalBytes,
    Duration historyAge,
    Duration countInterval,
    Duration largeCountInterval,
    Duration receiptTimeout) {
  public ChannelConfig {
    Checks.range("channel.history-events", historyEvents, 0, 1_000_000);
    Checks.range("channel.history-bytes", historyBytes, 0, 1 << 30);
    Checks.range("channel.history-total-bytes", historyTotalBytes, 0, Integer.MAX_VALUE);
    Checks.range("channel.history-age", historyAge, Duration.ZERO, Duration.ofHours(24));
    Duration shortest = Duration.ofMillis(10);
    Duration longest = Duration.ofHours(1);
    Checks.range("channel.count-interval", countInterval, shortest, longest);
    Checks.range("channel.large-count-interval", largeCountInterval, shortest, longest);
    Checks.range("channel.receipt-timeout", receiptTimeout, shortest, longest);
  }

  /** The bytes that the events of all channels may take, on a heap of this size. */
  public long historyTotal(long heapBytes) {
    return historyTotalBytes > 0 ? historyTotalBytes : heapBytes / 4;
  }
}
