package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.measure.Machine;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.wire.Target;
import io.rtmkit.loadtest.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What somebody has to know who wants to make the same run again. Stateless. */
public final class RunFacts {
  private static final Set<String> SECRETS = Set.of("--certificate", "--admin-key");
  private static final Set<String> ELSEWHERE =
      Set.of(
          "--help",
          "--version",
          "--target",
          "--targets",
          "--json",
          "--csv",
          "--html",
          "--hgrm",
          "--quiet");

  private RunFacts() {}

  public static void tell(Report report, CommandSpec command, Target target) {
    report.fact("target", target.text());
    tell(report, command);
  }

  /** The same for a run that starts its own servers. */
  public static void tell(Report report, CommandSpec command) {
    report
        .fact("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .fact("machine", Machine.line())
        .fact(
            "tester",
            command.root().version()[0] + ", Java " + Machine.java() + ", " + Wire.transport())
        .fact("command line", commandLine(command))
        .fact("options", options(command));
  }

  private static String commandLine(CommandSpec command) {
    List<String> words = new ArrayList<>();
    boolean hidden = false;
    for (String word : command.root().commandLine().getParseResult().originalArgs()) {
      int equals = word.indexOf('=');
      if (hidden) {
        words.add("***");
      } else if (equals > 0 && SECRETS.contains(word.substring(0, equals))) {
        words.add(word.substring(0, equals) + "=***");
      } else {
        words.add(word);
      }
      hidden = SECRETS.contains(word);
    }
    return String.join(" ", words);
  }

  /** All that have a value, also those that nobody gave. */
  private static String options(CommandSpec command) {
    List<String> texts = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      Object value = option.getValue();
      String name = option.longestName();
      if (value != null && !value.equals(false) && !ELSEWHERE.contains(name)) {
        String text = SECRETS.contains(name) ? "***" : text(value);
        if (!text.isEmpty() && !(SECRETS.contains(name) && value.equals(""))) {
          texts.add(name + " " + text);
        }
      }
    }
    return String.join(", ", texts);
  }

  private static String text(Object value) {
    if (value instanceof Duration duration) {
      return Range.text(duration);
    }
    return value instanceof List<?> list && list.isEmpty() ? "" : value.toString();
  }
}
