package io.rtmkit.loadtest.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads what Linux tells in /proc and /sys. Stateless. */
final class SystemFiles {
  private SystemFiles() {}

  /** The text; empty where there is no such file. */
  static String text(String path) {
    // Files of /proc/sys are to be read with one large read, which Files.readString does not do.
    try (BufferedReader reader = Files.newBufferedReader(Path.of(path))) {
      return reader.lines().collect(Collectors.joining("\n")).strip();
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  /** The number that the file begins with. */
  static OptionalLong number(String path) {
    String first = text(path).split("\\s+", 2)[0];
    return first.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(first))
        : OptionalLong.empty();
  }

  /** Processor time of all cores since the start of the machine: of work, and in all; in ticks. */
  static long[] cpuTicks() {
    long busy = 0;
    long all = 0;
    String[] fields = text("/proc/stat").split("\n", 2)[0].split("\\s+", -1);
    // user nice system idle iowait irq softirq steal; what follows is contained in these.
    for (int i = 1; i < Math.min(fields.length, 9); i++) {
      long ticks = Long.parseLong(fields[i]);
      all += ticks;
      busy += i == 4 || i == 5 ? 0 : ticks;
    }
    return new long[] {busy, all};
  }
}
