package io.rtmkit.server.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings as text, by key. Starts with the defaults, which also say which keys exist; each
 * layer replaces values of the ones before. One thread.
 */
final class Settings {
  /** The one key that is no text, see {@link AppSettings}. */
  static final String APPS = "apps";

  /** Keys whose values are never shown. */
  private static final Set<String> SECRETS =
      Set.of("admin.key", "webhooks.secret", "before-send.secret");

  private final Map<String, Setting> byKey = new LinkedHashMap<>();

  static Settings ofDefaults() {
    Settings settings = new Settings();
    YamlText.defaults()
        .forEachLeaf((key, value) -> settings.byKey.put(key, new Setting(value, Setting.DEFAULT)));
    return settings;
  }

  /** Every key that exists, without apps. */
  Set<String> keys() {
    return Collections.unmodifiableSet(byKey.keySet());
  }

  /** Sets a key; an unknown one is an error. A section with nothing in it sets nothing. */
  void put(String key, String value, String origin) {
    if (!byKey.containsKey(key)) {
      if (value.isEmpty() && findKeyOfSection(key) != null) {
        return;
      }
      throw new ConfigException(key, describeUnknown(key)).from(origin);
    }
    byKey.put(key, new Setting(value, origin));
  }

  Setting get(String key) {
    return Objects.requireNonNull(byKey.get(key), key);
  }

  /** Where the value of a key came from; "default" also for what is no key. */
  String originOf(String key) {
    Setting setting = byKey.get(key);
    return setting == null ? Setting.DEFAULT : setting.origin();
  }

  /** Every setting, with {@link Setting#SECRET} in place of a secret. */
  Map<String, Setting> shown() {
    Map<String, Setting> shown = new LinkedHashMap<>(byKey);
    for (String key : SECRETS) {
      shown.computeIfPresent(
          key,
          (k, setting) ->
              setting.value().isBlank() ? setting : new Setting(Setting.SECRET, setting.origin()));
    }
    return shown;
  }

  private String describeUnknown(String key) {
    if (key.equals(APPS) || key.startsWith(APPS + "[") || key.startsWith(APPS + ".")) {
      return "apps are set in the configuration file, a single one also by RTM_APP_ID";
    }
    String inside = findKeyOfSection(key);
    return inside == null
        ? "no such key" + Suggestion.of(key, byKey.keySet())
        : "is a section, set one of its keys, for example " + inside;
  }

  private @Nullable String findKeyOfSection(String section) {
    for (String known : byKey.keySet()) {
      if (known.startsWith(section + ".")) {
        return known;
      }
    }
    return null;
  }
}
