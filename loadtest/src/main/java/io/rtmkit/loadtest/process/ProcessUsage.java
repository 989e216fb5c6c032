package io.rtmkit.loadtest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used, as Linux counts it in /proc. Immutable.
 *
 * @param cpuNanos processor time of all its threads since its start, user and system
 * @param residentBytes memory that it has now
 */
public record ProcessUsage(long cpuNanos, long residentBytes) {
  private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 on every Linux
  private static final long PAGE_BYTES = 4096;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int RESIDENT_PAGES = 21;

  /**
   * Reads the usage of a process.
   *
   * @throws IOException if there is none with this id, or no /proc
   */
  public static ProcessUsage of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // The name of the program stands in parentheses, and may have spaces and parentheses itself.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    long pages = Long.parseLong(fields[RESIDENT_PAGES]);
    return new ProcessUsage(ticks * NANOS_PER_TICK, pages * PAGE_BYTES);
  }
}
