package io.rtmkit.loadtest.compare.peer;

import io.rtmkit.loadtest.compare.dialect.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server that takes part in a comparison. Stateless. */
public interface Peer {
  /** How it is named on the command line and in tables. */
  String name();

  /** What of it is not installed, for a person; null if it can be started. */
  @Nullable String findMissing();

  /** Which version is installed, for a person; empty if it is built with this tool. */
  default String version() {
    return "";
  }

  /**
   * The command that starts it.
   *
   * @param directory for its files; its own
   */
  List<String> command(int port, Path directory, Setup setup) throws IOException;

  /** What it writes when it is ready. */
  String readyText();

  /** The dialect of a new connection. */
  Dialect newDialect();

  /** Whether it runs on a Java virtual machine of this JDK. */
  default boolean isJava() {
    return false;
  }

  /**
   * What a work asks of a server.
   *
   * @param smallHeap whether memory is measured, so that Java starts with little of it
   */
  record Setup(boolean smallHeap) {}
}
