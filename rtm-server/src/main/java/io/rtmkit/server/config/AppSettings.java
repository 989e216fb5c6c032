package io.rtmkit.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtmkit.protocol.Ids;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Collects the apps: those of the file, and one of the environment, which replaces an app of the
 * file with the same id. One thread.
 */
final class AppSettings {
  private static final String ID = "id";
  private static final String CERTIFICATE = "certificate";
  private static final String CERTIFICATE_FILE = "certificate-file";
  private static final String JWT_KEY_FILE = "jwt-public-key-file";
  private static final List<String> FIELDS =
      List.of(ID, CERTIFICATE, CERTIFICATE_FILE, JWT_KEY_FILE);

  private final Map<String, App> byId = new LinkedHashMap<>();

  /** An app, and its settings as they may be shown. */
  private record App(AppConfig config, Map<String, Setting> shown) {}

  List<AppConfig> apps() {
    return byId.values().stream().map(App::config).toList();
  }

  /** Every field of every app as "apps[0].id", without secrets. */
  Map<String, Setting> shown() {
    Map<String, Setting> all = new LinkedHashMap<>();
    int index = 0;
    for (App app : byId.values()) {
      String prefix = fileName(index++, "");
      app.shown().forEach((field, setting) -> all.put(prefix + field, setting));
    }
    return all;
  }

  /** Adds the apps of a file. */
  void addAll(YamlText file) {
    JsonNode list = file.apps();
    if (list.isMissingNode()) {
      return;
    }
    if (!list.isArray()) {
      throw new ConfigException(Settings.APPS, "must be a list").from(file.origin());
    }
    for (int i = 0; i < list.size(); i++) {
      int index = i;
      App app;
      try {
        app = toApp(readFields(index, list.get(i), file), field -> fileName(index, field));
      } catch (ConfigException e) {
        throw e.from(file.origin());
      }
      if (byId.put(app.config().id(), app) != null) {
        throw new ConfigException(fileName(i, ID), "the same id is there twice")
            .from(file.origin());
      }
    }
  }

  /** Adds the app of RTM_APP_ID, if there is one. */
  void add(Environment environment) {
    Map<String, Setting> fields = new LinkedHashMap<>();
    for (String field : FIELDS) {
      Setting setting = environment.findPlain(variableOf(field));
      if (setting != null) {
        fields.put(field, setting);
      }
    }
    if (fields.isEmpty()) {
      return;
    }
    App app = toApp(fields, AppSettings::variableOf);
    byId.put(app.config().id(), app);
  }

  private static Map<String, Setting> readFields(int index, JsonNode node, YamlText file) {
    if (!node.isObject()) {
      throw new ConfigException("apps[" + index + "]", "must have the keys " + FIELDS);
    }
    Map<String, Setting> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String field = entry.getKey();
      if (!FIELDS.contains(field)) {
        throw new ConfigException(
            fileName(index, field), "no such key" + Suggestion.of(field, FIELDS));
      }
      // Hex digits without quotes may be read as a number like 1e5, and come out changed.
      if (!entry.getValue().isTextual()) {
        throw new ConfigException(fileName(index, field), "must be a text: put it in quotes");
      }
      if (!entry.getValue().asText().isBlank()) {
        fields.put(field, new Setting(entry.getValue().asText().strip(), file.origin()));
      }
    }
    return fields;
  }

  private static App toApp(Map<String, Setting> fields, UnaryOperator<String> nameOf) {
    String id = value(fields, ID);
    String problem = Ids.findAppIdProblem(nameOf.apply(ID), id);
    if (problem != null) {
      throw new ConfigException(problem);
    }
    String certificate = value(fields, CERTIFICATE);
    String certificateName = nameOf.apply(CERTIFICATE);
    String certificateFile = value(fields, CERTIFICATE_FILE);
    if (!certificateFile.isEmpty()) {
      if (!certificate.isEmpty()) {
        throw new ConfigException(
            certificateName, "is set, and " + nameOf.apply(CERTIFICATE_FILE) + " too: give one");
      }
      certificateName = nameOf.apply(CERTIFICATE_FILE);
      certificate = Environment.readFile(certificateName, certificateFile);
    }
    boolean hasCertificate = fields.containsKey(CERTIFICATE) || !certificateFile.isEmpty();
    if (hasCertificate && !AppConfig.isCertificate(certificate)) {
      throw new ConfigException(certificateName, "the certificate must be 32 hex digits");
    }
    String keyFile = value(fields, JWT_KEY_FILE);
    PublicKey key = keyFile.isEmpty() ? null : readKey(nameOf.apply(JWT_KEY_FILE), keyFile);
    return new App(new AppConfig(id, certificate, key), hideSecret(fields));
  }

  private static PublicKey readKey(String name, String file) {
    return PemPublicKey.parse(name, Environment.readFile(name, file));
  }

  private static Map<String, Setting> hideSecret(Map<String, Setting> fields) {
    Map<String, Setting> shown = new LinkedHashMap<>();
    for (String field : FIELDS) {
      Setting setting = fields.get(field);
      if (setting != null) {
        boolean secret = field.equals(CERTIFICATE);
        shown.put(field, secret ? new Setting(Setting.SECRET, setting.origin()) : setting);
      }
    }
    return shown;
  }

  private static String value(Map<String, Setting> fields, String field) {
    Setting setting = fields.get(field);
    return setting == null ? "" : setting.value();
  }

  private static String fileName(int index, String field) {
    return "apps[" + index + "]." + field;
  }

  private static String variableOf(String field) {
    return "RTM_APP_" + field.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
