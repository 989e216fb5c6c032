package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.measure.ServerUsage;
import io.rtmkit.loadtest.process.ProcessUsage;
import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.threshold.Threshold;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is told of a run, and what it has to meet. One thread. */
public final class ReportOptions {
  @Mixin private final FileOptions files = new FileOptions();

  @Option(
      names = "--threshold",
      paramLabel = "CONDITION",
      description =
          "What the run has to meet, like 'rtt.p99<20ms' or 'lost==0'; may be given again. Lost,"
              + " duplicated, reordered or corrupted messages miss without it.")
  private List<Threshold> thresholds = new ArrayList<>();

  @Option(names = "--quiet", description = "Only the report, no progress.")
  private boolean quiet;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "The server's process on this machine, for its CPU and memory.")
  private @Nullable Long pid;

  @Option(
      names = "--metrics",
      paramLabel = "URL",
      description = "The same from the metrics of its admin port.")
  private @Nullable URI metrics;

  @Option(
      names = "--admin-key",
      defaultValue = "",
      paramLabel = "KEY",
      description = "The operator's key, for --metrics.")
  private String adminKey = "";

  public List<Threshold> thresholds() {
    return thresholds;
  }

  public boolean quiet() {
    return quiet;
  }

  /** Where the server's usage is read; null if that is not wanted. */
  public @Nullable ServerUsage usage() throws InterruptedException {
    Long process = pid;
    if (process != null) {
      try {
        ProcessUsage.of(process);
      } catch (IOException e) {
        throw new IllegalArgumentException("--pid: there is no process " + process, e);
      }
      return ServerUsage.ofProcess(process);
    }
    if (metrics == null) {
      return null;
    }
    ServerUsage usage = ServerUsage.ofMetrics(metrics, adminKey);
    try {
      usage.now();
    } catch (IOException e) {
      throw new IllegalArgumentException("--metrics: " + e.getMessage(), e);
    }
    return usage;
  }

  /** Writes the files that are wanted. */
  public void write(Report report) throws IOException {
    files.write(report);
  }
}
