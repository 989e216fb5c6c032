package io.rtmkit.loadtest.report;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of file that tells a report. Stateless. */
public interface ReportFile {
  ReportFile JSON = new JsonFile();
  ReportFile CSV = new CsvFile();
  ReportFile HTML = new HtmlPage();
  ReportFile HGRM = new HgrmFile();

  /** Writes the file, over one that is there. */
  void write(Report report, Path file) throws IOException;
}
