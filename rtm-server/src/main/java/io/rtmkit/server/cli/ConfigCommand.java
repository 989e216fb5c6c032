package io.rtmkit.server.cli;

import io.rtmkit.server.config.LoadedConfig;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks and shows the configuration that a server would start with. One thread. */
@Command(
    name = "config",
    description = "Check, show or explain the configuration.",
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "check",
      description = "Say whether a server would start with this configuration.")
  int check(@Mixin ConfigOptions options) {
    LoadedConfig loaded = options.load();
    out().println("configuration is good");
    loaded.warnings().forEach(warning -> out().println("warning: " + warning));
    return 0;
  }

  @Command(
      name = "show",
      description = "Print every setting as YAML, with the place where its value comes from.")
  int show(@Mixin ConfigOptions options) {
    out().print(ConfigYaml.render(options.load()));
    out().flush();
    return 0;
  }

  @Command(name = "docs", description = "Print what every setting does, its default and its rule.")
  int docs(
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              defaultValue = "md",
              description = "md (a page) or env (the variables). Default: ${DEFAULT-VALUE}")
          SettingsDocument.Format format) {
    out().print(SettingsDocument.render(format));
    out().flush();
    return 0;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
