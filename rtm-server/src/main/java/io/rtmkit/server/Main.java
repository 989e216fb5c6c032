package io.rtmkit.server;

import io.rtmkit.server.cli.RtmCommand;
import java.nio.file.Path;

/** The entry of the program: runs the command line and leaves with its exit code. */
public final class Main {
  /** Netty's search for buffers that were forgotten: it has a price for each buffer. */
  private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

  private Main() {}

  public static void main(String[] args) {
    if (System.getProperty(LEAK_DETECTION) == null) {
      System.setProperty(LEAK_DETECTION, "disabled");
    }
    System.exit(RtmCommand.commandLine(System.getenv(), Path.of("")).execute(args));
  }
}
