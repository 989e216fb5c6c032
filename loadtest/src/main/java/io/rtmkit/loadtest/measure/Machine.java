package io.rtmkit.loadtest.measure;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** The machine and the Java that a run was made on, for people. Stateless. */
public final class Machine {
  private Machine() {}

  /** Processors, memory and system in one line. */
  public static String line() {
    String memory =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? String.format(Locale.ROOT, ", %.1f GB", system.getTotalMemorySize() / 1073741824.0)
            : "";
    return Runtime.getRuntime().availableProcessors()
        + " cores ("
        + processor()
        + ")"
        + memory
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version");
  }

  /** Version and collector in one line. */
  public static String java() {
    return Runtime.version()
        + ", "
        + ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(" and "));
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
