package io.rtmkit.loadtest.compare.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How every peer on Java is started: the same machine, the same flags. Stateless. */
final class JavaCommand {
  private JavaCommand() {}

  /** The command up to the class path. */
  static List<String> start(Peer.Setup setup) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A Java that may use one processor takes the serial collector by itself; here it is said.
    command.addAll(
        List.of("-XX:+UseSerialGC", setup.smallHeap() ? "-Xms32m" : "-Xms256m", "-Xmx1g", "-cp"));
    return command;
  }

  /** The command with the class path of this process. */
  static List<String> ofThisClassPath(Peer.Setup setup, String mainClass) {
    List<String> command = start(setup);
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    return command;
  }
}
