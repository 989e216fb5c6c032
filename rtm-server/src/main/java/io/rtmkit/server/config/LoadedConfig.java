package io.rtmkit.server.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration, where each of its values came from, and what the operator should know.
 * Immutable.
 *
 * @param settings by key, in the order of the documentation; apps as "apps[0].id"; without secrets
 * @param warnings one sentence each
 */
public record LoadedConfig(
    ServerConfig config, Map<String, Setting> settings, List<String> warnings) {
  public LoadedConfig {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    warnings = List.copyOf(warnings);
  }
}
