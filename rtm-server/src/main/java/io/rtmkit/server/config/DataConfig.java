package io.rtmkit.server.config;

/**
 * What the server keeps beside messages. Immutable.
 *
 * @param path directory of the keys and apps that the server made, and of bans
 */
public record DataConfig(String path) {
  public DataConfig {
    if (path.isBlank()) {
      throw new ConfigException("data.path", "is empty, must name a directory");
    }
  }
}
