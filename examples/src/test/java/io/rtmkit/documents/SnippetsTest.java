package io.rtmkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of code in a document is a copy of code that the build compiles or runs, or is run by
 * the test that it names: nobody reads what was never tried.
 */
class SnippetsTest {
  static Stream<Snippet> snippets() {
    return Documents.snippets().stream().filter(snippet -> !snippet.isShownOnly());
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void isProvedSomewhere(Snippet snippet) throws IOException {
    Snippet.Source source = snippet.source();
    if (source != null) {
      assertThat(snippet.lines()).as("copy of %s", source).isEqualTo(Documents.read(source));
      return;
    }
    Path test = snippet.testedBy();
    assertThat(test).as("no comment above it says where it is tested").isNotNull();
    assertThat(Files.readString(Documents.ROOT.resolve(test)))
        .as("%s names the block", test)
        .containsPattern("\\b" + snippet.name() + "\\b");
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void isTheSameInBothLanguages(Snippet snippet) {
    Path other = translation(snippet.document());
    if (other != null) {
      assertThat(Documents.snippets(other))
          .as("blocks of %s", other)
          .anySatisfy(
              there -> {
                assertThat(there.comment()).isEqualTo(snippet.comment());
                assertThat(there.withoutComments()).isEqualTo(snippet.withoutComments());
              });
    }
  }

  private static Path translation(Path document) {
    String name = document.toString();
    List<String> names =
        name.endsWith(".en.md")
            ? List.of(name.replace(".en.md", ".md"))
            : List.of(name.replace(".md", ".en.md"), name.replace(".md", ".zh-CN.md"));
    return names.stream()
        .map(Path::of)
        .filter(file -> Files.exists(Documents.ROOT.resolve(file)))
        .findFirst()
        .orElse(null);
  }

  @Test
  void whatIsShownOnlyIsNoCommand() {
    assertThat(Documents.snippets().stream().filter(Snippet::isShownOnly))
        .isNotEmpty()
        .allSatisfy(
            snippet ->
                assertThat(snippet.text())
                    .doesNotContainPattern("(?m)^\\$? ?(java|mvn|docker|curl|npm|npx|rtm-\\w+) "));
  }
}
