package io.rtmkit.loadtest.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process of this run, whose output goes to a file; dies with this process at the latest.
 * Thread-safe.
 */
public final class Child {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LINES = 5;
  private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

  static {
    Thread hook = new Thread(() -> LIVING.forEach(Process::destroyForcibly), "chaos-children");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private final Process process;
  private final Path log;
  private final CountDownLatch readyOrOver = new CountDownLatch(1);
  private volatile boolean ready;

  private Child(Process process, Path log, String readyText) {
    this.process = process;
    this.log = log;
    LIVING.add(process);
    Thread reader = new Thread(() -> copy(readyText), "chaos-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a process and waits until it says that it is ready.
   *
   * @param name for people
   * @param log to which its output is appended
   * @throws IOException if it cannot be started, ends, or says nothing for a minute
   */
  public static Child start(String name, List<String> command, Path log, String readyText)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // The settings of a server that this machine may have are not those of the one under test.
    builder.environment().keySet().removeIf(variable -> variable.startsWith("RTM_"));
    Process process = builder.start();
    Child child = new Child(process, log, readyText);
    child.readyOrOver.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (!child.ready) {
      child.kill();
      throw new IOException(name + " did not start: " + lastLines(log));
    }
    return child;
  }

  /** As kill -9 does; returns when the process is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    LIVING.remove(process);
  }

  /**
   * Asks it to end as kill does; returns when it is gone.
   *
   * @throws IOException if it is not within the time
   */
  public void terminate(Duration atMost) throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("process " + process.pid() + " does not end, see " + log);
    }
    LIVING.remove(process);
  }

  /** Sends a signal, by its name without SIG. */
  public void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    int code = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " " + pid + " failed with " + code);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }

  private void copy(String readyText) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        Writer writer =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        writer.write(line + "\n");
        writer.flush();
        if (line.contains(readyText)) {
          ready = true;
          readyOrOver.countDown();
        }
      }
    } catch (IOException e) {
      // Its output ends in the middle when a process is killed.
    } finally {
      readyOrOver.countDown();
    }
  }
}
