package guide;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own. One thread. */
final class JavaProgram implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private JavaProgram(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    process = builder.start();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts java with these arguments. */
  static JavaProgram java(Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return new JavaProgram(command, environment);
  }

  String line() throws IOException {
    return out.readLine();
  }

  /** All lines that are still to come, up to its end. */
  List<String> lines() {
    return out.lines().toList();
  }

  /** What it left with, when it has ended. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, as Ctrl-C does, and waits. */
  void end() throws InterruptedException {
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
