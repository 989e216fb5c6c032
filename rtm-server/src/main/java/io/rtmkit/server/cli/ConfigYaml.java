package io.rtmkit.server.cli;

import io.rtmkit.server.config.LoadedConfig;
import io.rtmkit.server.config.Setting;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a loaded configuration as YAML with the origin of each value behind it. Stateless. */
final class ConfigYaml {
  private static final Pattern APP_KEY = Pattern.compile("apps\\[(\\d+)]\\.(.+)");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9./][A-Za-z0-9./_-]*");

  private ConfigYaml() {}

  static String render(LoadedConfig loaded) {
    StringBuilder out = new StringBuilder();
    String section = "";
    for (Map.Entry<String, Setting> entry : loaded.settings().entrySet()) {
      String key = entry.getKey();
      Matcher app = APP_KEY.matcher(key);
      int dot = key.indexOf('.');
      String newSection = app.matches() ? "apps" : dot < 0 ? "" : key.substring(0, dot);
      if (!newSection.isEmpty() && !newSection.equals(section)) {
        out.append(newSection).append(":\n");
      }
      section = newSection;
      if (app.matches()) {
        boolean first = app.group(2).equals("id");
        append(out, (first ? "  - " : "    ") + app.group(2), entry.getValue(), false);
      } else {
        append(out, dot < 0 ? key : "  " + key.substring(dot + 1), entry.getValue(), true);
      }
    }
    if (loaded.config().apps().isEmpty()) {
      out.append("apps: []  # ").append(Setting.DEFAULT).append('\n');
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String key, Setting setting, boolean mayBePlain) {
    out.append(key).append(": ");
    String value = setting.value().replaceAll("//[^@/\\s]*@", "//***@"); // a password in a URI
    if (mayBePlain && PLAIN.matcher(value).matches()) {
      out.append(value);
    } else {
      out.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    out.append("  # ").append(setting.origin()).append('\n');
  }
}
