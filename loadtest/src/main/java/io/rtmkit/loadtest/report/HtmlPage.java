package io.rtmkit.loadtest.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything as one page that needs nothing else: the data, the script that draws it, and the chart
 * library are inside. Stateless.
 */
final class HtmlPage implements ReportFile {
  private static final String UPLOT = "/io/rtmkit/server/admin/console/vendor/";

  @Override
  public void write(Report report, Path file) throws IOException {
    // A text of the report must not end the script that it stands in.
    String data = JsonFile.text(report).replace("</", "<\\/").replace("<!--", "<\\!--");
    String page =
        resource("report.html")
            .replace("/*uplot.css*/", resource(UPLOT + "uPlot.min.css"))
            .replace("/*report.css*/", resource("report.css"))
            .replace("/*uplot.js*/", resource(UPLOT + "uPlot.iife.min.js"))
            .replace("/*report.js*/", resource("report.js"))
            .replace("/*report.json*/", data);
    Files.writeString(file, page);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
