package io.rtmkit.loadtest.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The percentiles of the latencies in milliseconds, as the plotter of HdrHistogram reads them: one
 * file, or one for each latency with its name before the suffix. Stateless.
 */
final class HgrmFile implements ReportFile {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int TICKS_PER_HALF = 5;

  @Override
  public void write(Report report, Path file) throws IOException {
    List<Latency> latencies = report.latencies();
    for (Latency latency : latencies) {
      Path path = latencies.size() == 1 ? file : file.resolveSibling(named(file, latency.name()));
      try (PrintStream out =
          new PrintStream(Files.newOutputStream(path), false, StandardCharsets.US_ASCII)) {
        latency.nanos().outputPercentileDistribution(out, TICKS_PER_HALF, NANOS_PER_MILLI);
      }
    }
  }

  private static String named(Path file, String latency) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot <= 0
        ? name + "-" + latency
        : name.substring(0, dot) + "-" + latency + name.substring(dot);
  }
}
