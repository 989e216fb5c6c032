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

/** The table in docs/operations.md has every metric of the server, and no other. */
class MetricsDocumentTest {
  private static final Pattern NAME = Pattern.compile("`((?:rtm|process)_[a-z_]+)`");
  private static final Set<String> GROUPS = Set.of("jvm_", "process_", "system_");

  @Test
  void theTableIsTheRegistry() throws IOException {
    Set<String> exported;
    try (ExportedMetrics metrics = new ExportedMetrics()) {
      exported = new TreeSet<>(metrics.types().keySet());
    }
    Set<String> own =
        exported.stream().filter(n -> n.startsWith("rtm_")).collect(Collectors.toSet());
    assertThat(documented()).containsExactlyInAnyOrderElementsOf(own);
    exported.removeAll(own);
    assertThat(exported)
        .allSatisfy(name -> assertThat(GROUPS).anyMatch(group -> name.startsWith(group)));
  }

  private static Set<String> documented() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "operations.md"));
    String section = text.substring(text.indexOf("\n## Metrics\n") + 1);
    int end = section.indexOf("\n## ");
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
