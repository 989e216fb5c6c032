package io.rtmkit.loadtest.measure;

import io.rtmkit.loadtest.process.ProcessUsage;
import java.io.IOException;

/** Reads the Prometheus text of a server. Stateless. */
final class MetricsText {
  private static final String CPU = "process_cpu_time_ns_total";
  private static final String MEMORY = "process_resident_memory_bytes";

  private MetricsText() {}

  static ProcessUsage usage(String text) throws IOException {
    return new ProcessUsage((long) value(text, CPU), (long) value(text, MEMORY));
  }

  private static double value(String text, String name) throws IOException {
    for (String line : text.lines().toList()) {
      int end = line.lastIndexOf(' ');
      int labels = line.indexOf('{');
      String found = line.substring(0, labels < 0 ? Math.max(end, 0) : labels);
      if (!line.startsWith("#") && found.endsWith(name)) {
        try {
          return Double.parseDouble(line.substring(end + 1));
        } catch (NumberFormatException e) {
          throw new IOException("not a number: " + line, e);
        }
      }
    }
    throw new IOException("these metrics have no " + name);
  }
}
