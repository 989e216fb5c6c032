package io.rtmkit.loadtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.loadtest.report.Report;
import io.rtmkit.loadtest.report.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Redis tells is counted as it is, and ratios are made within rounds. */
class ClusterFiguresTest {
  @Test
  void countsCommandsAndScripts() {
    SiteUsage.Work work =
        SiteUsage.Work.of(
            """
            # Commandstats\r
            cmdstat_evalsha:calls=10,usec=5,usec_per_call=0.50,rejected_calls=0,failed_calls=0\r
            cmdstat_config|get:calls=2,usec=5,usec_per_call=0.50\r
            cmdstat_info:calls=7,usec=5\r
            cmdstat_xadd:calls=30,usec=5\r
            """,
            99);
    assertThat(work).isEqualTo(new SiteUsage.Work(42, 10, 99));
  }

  @Test
  void ratiosAreOfRounds() {
    Ratios ratios = new Ratios("peer");
    ratios.add(figures(100, 0), figures(50, 3));
    ratios.add(figures(200, 0), figures(180, 5));
    ratios.add(figures(2_000, 0), figures(1_600, 4));
    Report report = new Report("cluster");
    ratios.tell(report, "one server", "two servers");
    Table table = report.tables().get(0);
    assertThat(table.header()).containsExactly("", "one server", "two servers", "ratio");
    assertThat(table.rows())
        .containsExactly(
            List.of("rate", "200.00", "180.00", "0.80 (0.50 to 0.90)"),
            List.of("commands", "0.00", "4.00", ""));
  }

  private static Map<String, Double> figures(double rate, double commands) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("rate", rate);
    figures.put("commands", commands);
    return figures;
  }

  @Test
  void theMedianOfTwoIsBetweenThem() {
    assertThat(Ratios.median(List.of(4.0, 1.0))).isEqualTo(2.5);
  }
}
