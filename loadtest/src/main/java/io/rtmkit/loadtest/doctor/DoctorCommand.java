package io.rtmkit.loadtest.doctor;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what of this machine spoils figures, and what to do. Exit code 1 if something does. */
@Command(
    name = "doctor",
    description = "Say what of this machine will spoil the figures, and what to do about it.")
public final class DoctorCommand implements Callable<Integer> {
  private static final int MOST_CLIENTS = 500_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--clients",
      defaultValue = "10000",
      paramLabel = "N",
      description = "How many are to be tested with. Default: ${DEFAULT-VALUE}.")
  private int clients;

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (clients < 1 || clients > MOST_CLIENTS) {
      throw new ParameterException(
          command.commandLine(),
          "--clients must be from 1 to " + MOST_CLIENTS + ", not " + clients);
    }
    PrintWriter out = command.commandLine().getOut();
    List<Finding> findings = Checks.look(clients);
    for (Finding finding : findings) {
      out.printf(
          Locale.ROOT,
          "%-5s %-14s %s%n",
          finding.good() ? "ok" : "warn",
          finding.subject(),
          finding.fact());
      if (!finding.good()) {
        out.printf("%20s %s%n", "", finding.advice());
      }
    }
    out.flush();
    return findings.stream().allMatch(Finding::good) ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
