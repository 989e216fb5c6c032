package io.rtmkit.server.config;

import java.time.Duration;

/**
 * What the attributes of a user or a channel may be. Immutable.
 *
 * @param count attributes of one user or channel
 * @param keyBytes one key
 * @param valueBytes one value
 * @param userBytes keys and values of one user
 * @param channelBytes keys and values of one channel
 * @param totalBytes memory that keys and values of all channels take, with the objects around them;
 *     0 for an eighth of the heap
 * @param retention the attributes of a channel are cleared this long after it has become empty
 */
public record AttributeConfig(
    int count,
    int keyBytes,
    int valueBytes,
    int userBytes,
    int channelBytes,
    int totalBytes,
    Duration retention) {
  public AttributeConfig {
    Checks.range("attributes.count", count, 1, 1_024);
    Checks.range("attributes.key-bytes", keyBytes, 1, 1_024);
    Checks.range("attributes.value-bytes", valueBytes, 1, 128 << 10);
    // All of them go into one frame of the server.
    Checks.range("attributes.user-bytes", userBytes, 1, 128 << 10);
    Checks.range("attributes.channel-bytes", channelBytes, 1, 128 << 10);
    Checks.range("attributes.total-bytes", totalBytes, 0, Integer.MAX_VALUE);
    Checks.range("attributes.retention", retention, Duration.ZERO, Duration.ofHours(24));
  }

  /** The bytes that the attributes of all channels may take, on a heap of this size. */
  public long total(long heapBytes) {
    return totalBytes > 0 ? totalBytes : heapBytes / 8;
  }
}
