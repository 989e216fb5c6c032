package io.rtmkit.server.cli;

import io.rtmkit.server.config.SettingText;
import io.rtmkit.server.config.SettingsReference;

/** Writes the list of all settings, as a page or as a file of variables. Stateless. */
final class SettingsDocument {
  /** What the list may be written as. */
  enum Format {
    /** Markdown. */
    MD,
    /** Environment variables with their defaults, as comments. */
    ENV
  }

  private static final String HEAD =
      """
      # Settings

      This file is generated: `java -jar rtm-server.jar config docs`.

      Later ones win: defaults, file (`rtmkit.yaml`, or `--config FILE`), environment, flags (`--set KEY=VALUE`).
      The variable of `session.grace` is `RTM_SESSION_GRACE`; with `_FILE` behind it, it names a file with the value.
      `config docs --format env` lists all variables.

      Durations are written `2500ms`, `30s`, `2m`, `1h`; sizes `64KB`, `2MB`, `1GB` or in bytes, 1 KB is 1024 bytes;
      rates `180/3s`. *live*: a running server takes a new value, see [operations.md](operations.md#reload).
      """;

  private SettingsDocument() {}

  static String render(Format format) {
    SettingsReference reference = SettingsReference.read();
    return format == Format.MD ? markdown(reference) : environment(reference);
  }

  private static String markdown(SettingsReference reference) {
    StringBuilder out = new StringBuilder(HEAD);
    String section = "";
    for (SettingText setting : reference.settings()) {
      if (!setting.section().equals(section)) {
        section = setting.section();
        head(out, section, reference.section(section));
      }
      out.append(
          "| `%s` | %s | %s | %s | %s |%n"
              .formatted(
                  setting.key(),
                  setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
                  setting.rule(),
                  setting.isLive() ? "live" : "",
                  cell(setting.meaning())));
    }
    out.append("\n## apps\n\n").append(sentence(reference.section("apps"))).append("\n");
    return out.toString();
  }

  private static void head(StringBuilder out, String section, String comment) {
    out.append("\n## ").append(section).append("\n\n");
    if (!comment.isEmpty()) {
      out.append(sentence(comment)).append("\n\n");
    }
    out.append("| setting | default | must be | | |\n|---|---|---|---|---|\n");
  }

  private static String environment(SettingsReference reference) {
    StringBuilder out = new StringBuilder();
    for (SettingText setting : reference.settings()) {
      String rule = setting.rule().isEmpty() ? "" : " Must be " + setting.rule() + ".";
      out.append(
          "# %s%s%n#%s=%s%n%n"
              .formatted(
                  sentence(setting.meaning()), rule, setting.variable(), setting.defaultValue()));
    }
    return out.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  private static String sentence(String text) {
    String closed = text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    return Character.toUpperCase(closed.charAt(0)) + closed.substring(1);
  }
}
