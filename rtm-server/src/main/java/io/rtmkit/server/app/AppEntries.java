package io.rtmkit.server.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Apps and their keys as the entries of a table that servers share. Stateless. */
final class AppEntries {
  private static final Logger log = LoggerFactory.getLogger(AppEntries.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APP = "app ";
  private static final String KEY = "key ";

  private AppEntries() {}

  static String key(ManagedApp app) {
    return APP + app.id();
  }

  static String key(AppKey key) {
    return KEY + key.id();
  }

  /** All entries that make this content. */
  static Map<String, String> of(AppFile.Content content) {
    Map<String, String> entries = new HashMap<>();
    content.apps().forEach(app -> entries.put(key(app), value(app)));
    content.keys().forEach(key -> entries.put(key(key), value(key)));
    return entries;
  }

  /** What these entries make, the oldest first. */
  static AppFile.Content read(Map<String, String> entries) {
    List<ManagedApp> apps = new ArrayList<>();
    List<AppKey> keys = new ArrayList<>();
    entries.forEach((key, value) -> add(apps, keys, key, value));
    apps.sort(Comparator.comparing(ManagedApp::createdMs).thenComparing(ManagedApp::id));
    keys.sort(Comparator.comparing(AppKey::createdMs).thenComparing(AppKey::id));
    return new AppFile.Content(apps, keys);
  }

  private static void add(List<ManagedApp> apps, List<AppKey> keys, String key, String value) {
    try {
      if (key.startsWith(APP)) {
        apps.add(JSON.readValue(value, ManagedApp.class));
      } else if (key.startsWith(KEY)) {
        keys.add(JSON.readValue(value, AppKey.class));
      }
    } catch (JsonProcessingException e) {
      // Without the cause: its text may quote what is a secret.
      log.error("what is kept as the {} is none", key);
    }
  }

  /** The content after one entry has changed; null removes it. */
  static AppFile.Content changed(AppFile.Content content, String key, @Nullable String value) {
    Map<String, String> entries = of(content);
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
    return read(entries);
  }

  static String value(ManagedApp app) {
    return write(app);
  }

  static String value(AppKey key) {
    return write(key);
  }

  private static String write(Object record) {
    try {
      return JSON.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts has a JSON", e);
    }
  }
}
