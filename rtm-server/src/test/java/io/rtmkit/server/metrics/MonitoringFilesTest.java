package io.rtmkit.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard and the alert rules name only metrics that a server exports. */
class MonitoringFilesTest {
  private static final Path MONITORING = Path.of("..", "monitoring");
  private static final Pattern METRIC = Pattern.compile("\\b(?:rtm|jvm|process|system)_[a-z0-9_]+");
  private static final String PAUSES = "jvm_gc_pause_seconds";

  private final Set<String> exported = exportedSamples();

  @Test
  void everyPanelOfTheDashboard() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(MONITORING.resolve("grafana/dashboards/rtmkit.json").toFile());
    int panels = 0;
    for (JsonNode panel : dashboard.get("panels")) {
      if (!panel.get("type").asText().equals("row")) {
        panels++;
        List<String> expressions = panel.get("targets").findValuesAsText("expr");
        assertThat(expressions).as(panel.get("title").asText()).isNotEmpty();
        expressions.forEach(this::assertNamesExist);
      }
    }
    assertThat(panels).isGreaterThan(20);
    assertNamesExist(dashboard.at("/templating/list/0/query/query").asText());
  }

  @Test
  void everyAlertRule() throws IOException {
    JsonNode rules =
        new ObjectMapper(new YAMLFactory())
            .readTree(MONITORING.resolve("prometheus/rtmkit.rules.yml").toFile());
    List<String> expressions = rules.findValuesAsText("expr");
    assertThat(expressions).hasSizeGreaterThan(10);
    for (String expression : expressions) {
      if (!expression.startsWith("up{")) { // Prometheus' own
        assertNamesExist(expression);
      }
    }
  }

  private void assertNamesExist(String expression) {
    List<String> names = new ArrayList<>();
    Matcher name = METRIC.matcher(expression);
    while (name.find()) {
      names.add(name.group());
    }
    assertThat(names).as(expression).isNotEmpty();
    assertThat(exported).as(expression).containsAll(names);
  }

  /** The names that Prometheus knows: of a histogram those of its parts. */
  private static Set<String> exportedSamples() {
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, String> metric : typesAfterACollection().entrySet()) {
      if (Set.of("histogram", "summary").contains(metric.getValue())) {
        for (String part : new String[] {"_bucket", "_sum", "_count", "_max"}) {
          names.add(metric.getKey() + part);
        }
      } else {
        names.add(metric.getKey());
      }
    }
    return names;
  }

  /** The collector's metrics are there after its first work. */
  private static Map<String, String> typesAfterACollection() {
    try (ExportedMetrics metrics =
        ExportedMetrics.oneOf(new OneOfSeveral(), new OneOfSeveral.Calls(0))) {
      metrics.types();
      System.gc();
      Eventually.until(Duration.ofSeconds(30), () -> metrics.types().containsKey(PAUSES));
      return metrics.types();
    }
  }
}
