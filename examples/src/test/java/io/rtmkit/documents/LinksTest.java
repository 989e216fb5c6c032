package io.rtmkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link from one document to another file of the project leads somewhere. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  static Stream<Path> documents() {
    return Documents.all().stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void leadSomewhere(Path document) {
    for (String line : Documents.lines(document)) {
      LINK.matcher(line).results().forEach(link -> follow(document, link));
    }
  }

  private static void follow(Path document, MatchResult link) {
    String target = link.group(1);
    if (target.matches("[a-z]+:.*")) {
      return;
    }
    String[] parts = target.split("#", 2);
    Path folder = document.getParent() == null ? Path.of("") : document.getParent();
    Path file = parts[0].isEmpty() ? document : folder.resolve(parts[0]).normalize();
    assertThat(Files.exists(Documents.ROOT.resolve(file)))
        .as("%s links to %s", document, target)
        .isTrue();
    if (parts.length == 2) {
      assertThat(anchors(file)).as("%s links to %s", document, target).contains(parts[1]);
    }
  }

  /** As the usual renderers make them: small letters, hyphens for spaces, no other signs. */
  private static List<String> anchors(Path document) {
    return Documents.lines(document).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", ""))
        .map(heading -> CODE.matcher(heading).replaceAll(code -> code.group().replace("`", "")))
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .toList();
  }
}
