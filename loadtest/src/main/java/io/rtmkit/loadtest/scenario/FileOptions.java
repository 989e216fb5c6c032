package io.rtmkit.loadtest.scenario;

import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.report.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that a report is written to. One thread. */
public final class FileOptions {
  @Option(names = "--json", paramLabel = "FILE", description = "Write everything as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write a row for each second, or the tables of what has no seconds.")
  private @Nullable Path csv;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts.")
  private @Nullable Path html;

  @Option(
      names = "--hgrm",
      paramLabel = "FILE",
      description = "Write the percentiles for HdrHistogram's plotter, a file for each latency.")
  private @Nullable Path hgrm;

  /** Writes the files that are wanted. */
  public void write(Report report) throws IOException {
    write(ReportFile.JSON, report, json);
    write(ReportFile.CSV, report, csv);
    write(ReportFile.HTML, report, html);
    write(ReportFile.HGRM, report, hgrm);
  }

  private static void write(ReportFile kind, Report report, @Nullable Path file)
      throws IOException {
    if (file != null) {
      kind.write(report, file);
    }
  }
}
