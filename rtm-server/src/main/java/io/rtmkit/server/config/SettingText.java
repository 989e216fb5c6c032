package io.rtmkit.server.config;

/**
 * One setting as it is documented. Immutable.
 *
 * @param defaultValue as it would be written in a file; may be empty
 * @param rule what a value must be, like "from 1 to 1024"; empty if any text will do
 * @param meaning what the setting does
 * @param isLive whether a running server takes a new value
 */
public record SettingText(
    String key, String defaultValue, String rule, String meaning, boolean isLive) {
  /** The environment variable of the setting. */
  public String variable() {
    return Environment.nameOf(key);
  }

  /** What the key belongs to: "limits" of "limits.connections", the key itself if to nothing. */
  public String section() {
    int dot = key.lastIndexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}
