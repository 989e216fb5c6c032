package io.rtmkit.server.config;

/**
 * The port of operators and of back ends. Immutable.
 *
 * @param host address or name to bind
 * @param port TCP port; 0 takes any free one
 * @param key the operator's, at least 16 characters; empty if the server makes one
 * @param rate requests with the same credentials
 */
public record AdminConfig(boolean enabled, String host, int port, String key, Rate rate) {
  private static final int SHORTEST_KEY = 16;

  public AdminConfig {
    if (host.isBlank()) {
      throw new ConfigException("admin.host", "is empty, must be an address or a host name");
    }
    Checks.range("admin.port", port, 0, 65_535);
    if (!key.isEmpty() && key.length() < SHORTEST_KEY) {
      throw new ConfigException(
          "admin.key", "has " + key.length() + " characters, at least " + SHORTEST_KEY + " needed");
    }
  }

  /** Never shows the key: configurations end up in logs. */
  @Override
  public String toString() {
    return "AdminConfig[enabled=" + enabled + ", host=" + host + ", port=" + port + "]";
  }
}
