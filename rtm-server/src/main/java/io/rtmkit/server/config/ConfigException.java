package io.rtmkit.server.config;

import org.jspecify.annotations.Nullable;

/**
 * A setting that the server cannot start with. The message is for the operator: it names the key,
 * the value and the rule, and needs no stack trace.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final @Nullable String key;

  /** A problem that belongs to no single key. */
  public ConfigException(String message) {
    super(message);
    this.key = null;
  }

  /** A problem with the value of one key. */
  public ConfigException(String key, String problem) {
    super(key + ": " + problem);
    this.key = key;
  }

  private ConfigException(ConfigException problem, String origin) {
    super(problem.getMessage() + " (set by " + origin + ")", problem);
    this.key = problem.key;
  }

  /** The key in question, or null. */
  public @Nullable String findKey() {
    return key;
  }

  /** The same problem, with the place where the value came from. */
  ConfigException from(String origin) {
    return new ConfigException(this, origin);
  }
}
