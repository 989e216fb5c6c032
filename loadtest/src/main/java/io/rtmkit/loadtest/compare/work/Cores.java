package io.rtmkit.loadtest.compare.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which processor is whose: servers have one, the driver another, so that none disturbs the other
 * and every peer has the same. Needs taskset of util-linux. Stateless.
 */
public final class Cores {
  private static final int SERVER = 0;
  private static final int DRIVER = 1;
  private static final long NANOS_PER_TICK = 10_000_000;
  private static final int IDLE_FIELD = 4;
  private static final int WAIT_FIELD = 5;

  private Cores() {}

  /** What stands in front of a server's command. */
  public static List<String> pinnedToServer() {
    return List.of("taskset", "-c", "" + SERVER);
  }

  /**
   * Pins this process, and all threads that it starts from now on.
   *
   * @throws IOException if there are fewer than two processors, or no taskset
   */
  public static void pinDriver() throws IOException, InterruptedException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Process taskset =
        new ProcessBuilder("taskset", "-a", "-cp", "" + DRIVER, pid)
            .redirectErrorStream(true)
            .start();
    String said = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (taskset.waitFor() != 0) {
      throw new IOException("a comparison needs two processors, and taskset: " + said.strip());
    }
  }

  /**
   * Time that both processors together were not idle; only differences mean something. What the
   * system says of idle time is exact; of the rest it takes samples, which miss short bursts.
   */
  static long busyNanos() throws IOException {
    long idleTicks = 0;
    for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
      if (line.startsWith("cpu" + SERVER + " ") || line.startsWith("cpu" + DRIVER + " ")) {
        String[] fields = line.split(" +", -1);
        idleTicks += Long.parseLong(fields[IDLE_FIELD]) + Long.parseLong(fields[WAIT_FIELD]);
      }
    }
    return 2 * System.nanoTime() - idleTicks * NANOS_PER_TICK;
  }
}
