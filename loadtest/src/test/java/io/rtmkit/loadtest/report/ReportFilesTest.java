package io.rtmkit.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.loadtest.threshold.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of file tells the same. */
class ReportFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private final Report report = new Report("a run </script><b>");
  private final Histogram nanos = new Histogram(3);

  @BeforeEach
  void fill() {
    for (int i = 1; i <= 1_000; i++) {
      nanos.recordValue(i * 1_000_000L); // 1 to 1,000 ms
    }
    report
        .fact("machine", "two cores, \"small\"")
        .latency(new Latency("rtt", "there and back", nanos, 100))
        .counter("lost", 3)
        .verdict(new Verdict("lost == 0", "3", false))
        .chart(
            Chart.overTime(
                "rate",
                "Rate",
                "1/s",
                List.of(1.0, 2.0),
                List.of(new Chart.Series("rtt", List.of(10.0, 12.5)))))
        .chart(
            Chart.bars(
                "ratios",
                "Ratios",
                "times",
                List.of("a", "b"),
                List.of(new Chart.Series("ours", List.of(1.0, 2.0)))))
        .table("Ratios", List.of("work", "ours"), List.of(List.of("one, two", "1.5")));
  }

  private Path write(ReportFile kind, String name) throws IOException {
    Path file = directory.resolve(name);
    kind.write(report, file);
    return file;
  }

  @Test
  void jsonHasEverything() throws IOException {
    JsonNode root = JSON.readTree(write(ReportFile.JSON, "run.json").toFile());
    assertThat(root.path("passed").asBoolean(true)).isFalse();
    assertThat(root.at("/facts/machine").asText()).isEqualTo("two cores, \"small\"");
    assertThat(root.at("/counters/lost").asLong()).isEqualTo(3);
    JsonNode rtt = root.at("/latencies/0");
    assertThat(rtt.path("count").asLong()).isEqualTo(1_000);
    assertThat(rtt.path("p99").asDouble()).isBetween(989_000.0, 991_000.0);
    assertThat(rtt.path("percentiles").size()).isGreaterThan(10);
    assertThat(root.at("/charts/0/series/0/values/1").asDouble()).isEqualTo(12.5);
    assertThat(root.at("/charts/1/kind").asText()).isEqualTo("bars");
    assertThat(root.at("/tables/0/rows/0/0").asText()).isEqualTo("one, two");
    assertThat(root.at("/thresholds/0/threshold").asText()).isEqualTo("lost == 0");
  }

  @Test
  void csvHasARowForEachSecond() throws IOException {
    assertThat(Files.readAllLines(write(ReportFile.CSV, "run.csv")))
        .containsExactly("second,rate.rtt (1/s)", "1.000,10.000", "2.000,12.500");
  }

  @Test
  void csvHasTheTablesOfAReportWithoutTime() throws IOException {
    Report tables = new Report("tables");
    tables.table("Ratios", List.of("work", "ours"), List.of(List.of("one, two", "1.5")));
    Path file = directory.resolve("tables.csv");
    ReportFile.CSV.write(tables, file);
    assertThat(Files.readAllLines(file)).containsExactly("work,ours", "\"one, two\",1.5");
    tables.table("Rounds", List.of("round"), List.of(List.of("1")));
    ReportFile.CSV.write(tables, file);
    assertThat(Files.readAllLines(file))
        .containsExactly("Ratios", "work,ours", "\"one, two\",1.5", "", "Rounds", "round", "1");
  }

  @Test
  void hgrmHasThePercentilesThatTheHistogramHas() throws IOException {
    List<String> lines = Files.readAllLines(write(ReportFile.HGRM, "run.hgrm"));
    List<String[]> rows =
        lines.stream()
            .filter(line -> line.matches("\\s+[\\d.]+\\s+[\\d.]+\\s+\\d+.*"))
            .map(line -> line.strip().split("\\s+", -1))
            .toList();
    assertThat(rows).hasSizeGreaterThan(10);
    for (String[] row : rows) {
      double millis = nanos.getValueAtPercentile(Double.parseDouble(row[1]) * 100) / 1e6;
      assertThat(Double.parseDouble(row[0])).isBetween(millis - 1.1, millis + 1.1);
    }
    assertThat(rows.get(rows.size() - 1)[2]).isEqualTo("1000");
    assertThat(lines).anyMatch(line -> line.startsWith("#[Max "));
  }

  @Test
  void hgrmIsAFileForEachLatency() throws IOException {
    report.latency(new Latency("lag", "", nanos, 100));
    write(ReportFile.HGRM, "two.hgrm");
    assertThat(directory.resolve("two-rtt.hgrm")).isNotEmptyFile();
    assertThat(directory.resolve("two-lag.hgrm")).isNotEmptyFile();
  }

  @Test
  void htmlHasTheDataAndNeedsNothingElse() throws IOException {
    String page = Files.readString(write(ReportFile.HTML, "run.html"));
    assertThat(page).contains("uPlot", "one, two", "there and back");
    assertThat(page).doesNotContain("src=\"", "href=\"", "/*report.", "/*uplot.");
    // A text of the report cannot end the script that it stands in.
    assertThat(page).doesNotContain("</script><b>");
    int begin = page.indexOf("type=\"application/json\">") + "type=\"application/json\">".length();
    JsonNode data = JSON.readTree(page.substring(begin, page.indexOf("</script>", begin)));
    assertThat(data.path("title").asText()).isEqualTo("a run </script><b>");
  }

  @Test
  void theSummarySaysWhatWasMissed() {
    StringWriter out = new StringWriter();
    Summary.print(report, new PrintWriter(out));
    assertThat(out.toString())
        .contains("rtt", "1,000", "MISSED lost == 0 (3)", "one, two")
        .endsWith("MISSED" + System.lineSeparator());
  }

  @Test
  void aPartComesUnderItsName() {
    Report whole = new Report("whole");
    whole.include("first", 10, report);
    assertThat(whole.passed()).isFalse();
    assertThat(whole.counters()).containsEntry("first.lost", 3L);
    assertThat(whole.latencies().get(0).name()).isEqualTo("first.rtt");
    assertThat(whole.charts().get(0).seconds()).containsExactly(11.0, 12.0);
  }
}
