package io.rtmkit.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes every setting. Default and meaning stand in defaults.yaml; the rule is what the server
 * itself says of a value that breaks it, so that there is no second list of rules. Immutable.
 */
public final class SettingsReference {
  private static final Pattern LINE =
      Pattern.compile("( *)([a-z][a-z-]*):(?: +((?!#)\\S+))?(?: +# (.*))?");
  private static final Pattern RULE = Pattern.compile("is not allowed, must be (.*)$");

  /** Some value for each kind of setting that is outside of any range; a word is none of all. */
  private static final List<String> WRONG =
      List.of("-1", "2147483647", "1000000GB", "100000000h", "a-word");

  private final List<SettingText> settings = new ArrayList<>();
  private final Map<String, String> sections = new LinkedHashMap<>();

  private SettingsReference() {}

  /** Reads what there is. */
  public static SettingsReference read() {
    SettingsReference reference = new SettingsReference();
    Map<String, String> comments = comments(YamlText.defaultsText());
    YamlText.defaults()
        .forEachLeaf(
            (key, value) ->
                reference.settings.add(
                    new SettingText(
                        key,
                        value,
                        findRule(key),
                        comments.getOrDefault(key, ""),
                        LiveConfig.isLive(key))));
    comments.forEach(
        (key, comment) -> {
          if (reference.settings.stream().noneMatch(setting -> setting.key().equals(key))) {
            reference.sections.put(key, comment);
          }
        });
    return reference;
  }

  /** Every setting but apps, in the order of the file. */
  public List<SettingText> settings() {
    return List.copyOf(settings);
  }

  /** What is said of a section as a whole, or of apps; may be empty. */
  public String section(String name) {
    return sections.getOrDefault(name, "");
  }

  /** The comment of each key and section: the lines right above it, and what is behind it. */
  private static Map<String, String> comments(String yaml) {
    Map<String, String> comments = new LinkedHashMap<>();
    List<String> path = new ArrayList<>();
    StringBuilder above = new StringBuilder();
    for (String line : yaml.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (line.strip().startsWith("# ")) {
        above.append(line.strip().substring(2)).append(' ');
      } else if (matcher.matches()) {
        int depth = matcher.group(1).length() / 2;
        path.subList(depth, path.size()).clear();
        path.add(matcher.group(2));
        String behind = matcher.group(4) == null ? "" : matcher.group(4);
        comments.put(String.join(".", path), (above + behind).strip());
        above.setLength(0);
      } else {
        above.setLength(0); // an empty line ends what was said of the file
      }
    }
    return comments;
  }

  private static String findRule(String key) {
    String rule = "";
    for (String wrong : WRONG) {
      String found = ruleBrokenBy(key, wrong);
      if (found != null && (rule.isEmpty() || found.startsWith("from "))) {
        rule = found;
      }
    }
    return rule;
  }

  private static @Nullable String ruleBrokenBy(String key, String value) {
    try {
      ServerConfig.defaultsWith(Map.of(key, value));
      return null;
    } catch (ConfigException e) {
      Matcher matcher = RULE.matcher(String.valueOf(e.getMessage()).replace(" (set by flag)", ""));
      return matcher.find() ? matcher.group(1) : null;
    }
  }
}
