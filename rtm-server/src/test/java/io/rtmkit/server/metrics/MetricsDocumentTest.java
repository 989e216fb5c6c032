package io.rtmkit.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables in docs/operations.md have every metric of the server, and no other. */
class MetricsDocumentTest {
  private static final Pattern NAME = Pattern.compile("`((?:rtm|process)_[a-z_]+)`");
  private static final Set<String> GROUPS = Set.of("jvm_", "process_", "system_");
  private static final String ALONE = "\n## Metrics\n";
  private static final String OF_CLUSTERS = "\n### Metrics of several servers\n";

  @Test
  void theTableIsTheRegistry() throws IOException {
    Set<String> exported;
    try (ExportedMetrics metrics = ExportedMetrics.alone()) {
      exported = new TreeSet<>(metrics.types().keySet());
    }
    Set<String> own = own(exported);
    assertThat(documented(ALONE)).containsExactlyInAnyOrderElementsOf(own);
    exported.removeAll(own);
    assertThat(exported)
        .allSatisfy(name -> assertThat(GROUPS).anyMatch(group -> name.startsWith(group)));
  }

  @Test
  void theOtherTableIsWhatComesWithOtherServers() throws IOException {
    Set<String> more;
    try (ExportedMetrics metrics = ExportedMetrics.alone();
        ExportedMetrics several =
            ExportedMetrics.oneOf(new OneOfSeveral(), new OneOfSeveral.Calls(0))) {
      more = own(several.types().keySet());
      assertThat(more).containsAll(own(metrics.types().keySet()));
      more.removeAll(own(metrics.types().keySet()));
    }
    assertThat(documented(OF_CLUSTERS)).containsExactlyInAnyOrderElementsOf(more);
  }

  private static Set<String> own(Set<String> names) {
    return names.stream()
        .filter(name -> name.startsWith("rtm_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names in the table under a heading, until the next one. */
  private static Set<String> documented(String heading) throws IOException {
    String text = Files.readString(Path.of("..", "docs", "operations.md"));
    assertThat(text).containsOnlyOnce(heading);
    String section = text.substring(text.indexOf(heading) + heading.length());
    int end = section.indexOf("\n##");
    Set<String> names = new TreeSet<>();
    (end < 0 ? section : section.substring(0, end))
        .lines()
        .filter(line -> line.startsWith("| `rtm_"))
        .forEach(
            line -> {
              Matcher name = NAME.matcher(line.split("\\|", 3)[1]);
              while (name.find()) {
                names.add(name.group(1));
              }
            });
    return names;
  }
}
