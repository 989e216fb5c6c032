package io.rtmkit.server.config;

import java.util.Set;

/**
 * The configuration in force. What may change while the server runs is read here at each use;
 * everything else is read once, at the start. Thread-safe.
 */
public final class LiveConfig {
  private static final Set<String> LIVE_SECTIONS =
      Set.of("limits", "rates", "web-socket", "tls", "log", "shutdown");

  /** Channels and sessions are laid out for them. */
  private static final Set<String> FIXED =
      Set.of("limits.members-listed", "limits.requests-in-flight");

  private volatile ServerConfig current;

  public LiveConfig(ServerConfig current) {
    this.current = current;
  }

  /** Whether a setting may change while the server runs. */
  public static boolean isLive(String key) {
    return !FIXED.contains(key) && LIVE_SECTIONS.contains(key.replaceFirst("\\..*", ""));
  }

  public ServerConfig current() {
    return current;
  }

  public LimitsConfig limits() {
    return current.limits();
  }

  public RatesConfig rates() {
    return current.rates();
  }

  public Rate joinSameChannel() {
    return rates().joinSameChannel();
  }

  /** Takes over what may change at run time; the rest stays as it was at the start. */
  public void reload(ServerConfig newer) {
    current = current.reloadedFrom(newer);
  }
}
