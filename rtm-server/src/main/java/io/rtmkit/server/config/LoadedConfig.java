package io.rtmkit.server.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** The keys whose values differ from those of an older configuration; "apps" for all of apps. */
  public List<String> changedFrom(LoadedConfig older) {
    Set<String> changed = new LinkedHashSet<>();
    for (Map.Entry<String, Setting> entry : settings.entrySet()) {
      Setting before = older.settings.get(entry.getKey());
      if (!isOfApp(entry.getKey())
          && (before == null || !before.value().equals(entry.getValue().value()))) {
        changed.add(entry.getKey());
      }
    }
    // Secrets are not among the settings.
    if (!config.admin().key().equals(older.config.admin().key())) {
      changed.add("admin.key");
    }
    if (!config.apps().equals(older.config.apps())) {
      changed.add(Settings.APPS);
    }
    return List.copyOf(changed);
  }

  private static boolean isOfApp(String key) {
    return key.startsWith(Settings.APPS + "[");
  }
}
