package io.rtmkit.server.cli;

import io.rtmkit.server.check.Checks;
import io.rtmkit.server.check.Finding;
import io.rtmkit.server.config.LoadedConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Says whether this machine is fit for this configuration, without starting a server. One thread.
 */
@Command(
    name = "doctor",
    description = "Check machine and configuration, and a running server; exit 1 if one fails.")
final class DoctorCommand implements Callable<Integer> {
  private static final String ROW = "%-5s %-14s %s%n";

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ConfigOptions configOptions = new ConfigOptions();

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    LoadedConfig loaded = configOptions.load();
    out.printf(ROW, "ok", "configuration", "good");
    loaded.warnings().forEach(warning -> out.printf(ROW, "warn", "configuration", warning));
    List<Finding> findings = Checks.all(loaded.config());
    for (Finding finding : findings) {
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      out.printf(ROW, level, finding.check(), finding.sentence());
    }
    out.flush();
    boolean fails = findings.stream().anyMatch(f -> f.level() == Finding.Level.FAIL);
    return fails ? RtmCommand.FAILED : 0;
  }
}
