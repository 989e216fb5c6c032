package io.rtmkit.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the Java machine and the system say of this process. Thread-safe. */
final class ProcessMeters implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final int UNKNOWN = -1;

  private final JvmGcMetrics garbage = new JvmGcMetrics();

  ProcessMeters(Meters meters) {
    MeterRegistry registry = meters.registry();
    new JvmMemoryMetrics().bindTo(registry);
    garbage.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    if (residentBytes() != UNKNOWN) {
      meters.gauge(
          "process.resident.memory",
          Meters.BYTES,
          "What the process has of the machine's memory.",
          ProcessMeters::residentBytes);
    }
  }

  /** What the process has of the machine's memory; -1 where there is no Linux to say it. */
  static long residentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RESIDENT)) {
          String[] words = line.substring(RESIDENT.length()).strip().split(" ", 2);
          return Long.parseLong(words[0]) * 1_024;
        }
      }
    } catch (IOException e) {
      return UNKNOWN;
    }
    return UNKNOWN;
  }

  /** The share of all cores that this process takes, from 0 to 1; -1 if it is not known. */
  static double cpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuLoad()
        : UNKNOWN;
  }

  @Override
  public void close() {
    garbage.close();
  }
}
