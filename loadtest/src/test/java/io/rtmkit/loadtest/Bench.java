package io.rtmkit.loadtest;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * One run of the command line within this process. Immutable.
 *
 * @param out what it printed, and what it complained of
 */
public record Bench(int exitCode, String out, String err) {
  public static Bench run(String... args) {
    return run(new StringWriter(), args);
  }

  /** The same, with a writer for what it complains of, in which its progress can be seen. */
  public static Bench run(StringWriter err, String... args) {
    StringWriter out = new StringWriter();
    CommandLine commandLine = BenchCommand.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(args);
    return new Bench(exitCode, out.toString(), err.toString());
  }

  /** Everything, for whoever has to find out what went wrong. */
  public String all() {
    return "exit " + exitCode + "\n" + out + err;
  }
}
