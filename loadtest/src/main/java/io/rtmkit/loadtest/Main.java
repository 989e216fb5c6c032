package io.rtmkit.loadtest;

/** The entry of the program: runs the command line and leaves with its exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(BenchCommand.commandLine().execute(args));
  }
}
