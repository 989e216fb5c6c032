package io.rtmkit.server.core.attribute;

import io.rtmkit.server.config.AttributeConfig;

/**
 * What one set of attributes may hold. Immutable.
 *
 * @param totalBytes all keys and values together
 */
public record AttributeLimits(int count, int keyBytes, int valueBytes, int totalBytes) {
  public static AttributeLimits ofUser(AttributeConfig config) {
    return of(config, config.userBytes());
  }

  public static AttributeLimits ofChannel(AttributeConfig config) {
    return of(config, config.channelBytes());
  }

  private static AttributeLimits of(AttributeConfig config, int totalBytes) {
    return new AttributeLimits(config.count(), config.keyBytes(), config.valueBytes(), totalBytes);
  }
}
