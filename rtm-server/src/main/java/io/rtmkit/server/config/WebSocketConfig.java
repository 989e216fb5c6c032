package io.rtmkit.server.config;

import java.util.List;

/**
 * What the WebSocket endpoint accepts. Immutable.
 *
 * @param allowedOrigins values of the Origin header; empty allows any
 */
public record WebSocketConfig(List<String> allowedOrigins) {
  public WebSocketConfig {
    allowedOrigins = List.copyOf(allowedOrigins);
    for (String origin : allowedOrigins) {
      if (!origin.contains("://") || origin.endsWith("/")) {
        throw new ConfigException(
            "web-socket.allowed-origins",
            "'" + origin + "' is not an origin, must be like https://app.example.com");
      }
    }
  }

  /** Whether a browser page of this origin may connect. */
  public boolean allows(String origin) {
    return allowedOrigins.isEmpty() || allowedOrigins.contains(origin);
  }
}
