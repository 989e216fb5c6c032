package io.rtmkit.server;

import io.rtmkit.server.cli.RtmCommand;
import java.nio.file.Path;

/** The entry of the program: runs the command line and leaves with its exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(RtmCommand.commandLine(System.getenv(), Path.of("")).execute(args));
  }
}
