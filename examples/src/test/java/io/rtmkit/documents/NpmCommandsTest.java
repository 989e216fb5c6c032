package io.rtmkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The npm commands in the guides of uni-app are scripts that there are. What they do is tested
 * where they are: JsPackageIT and DemoIT run npm ci, build and test, which makes the same bundles.
 */
class NpmCommandsTest {
  private static final Path BRIDGE = Path.of("rtm-uniapp-bridge");
  private static final Pattern SCRIPT = Pattern.compile("npm (?:run )?([\\w:-]+)");
  private static final Pattern FOLDER = Pattern.compile("cd (\\S+)");

  @ParameterizedTest
  @CsvSource({
    "js/README.md,      js,   package",
    "demo/README.en.md, .,    install",
    "demo/README.en.md, demo, h5",
    "demo/README.en.md, demo, weixin",
    "demo/README.en.md, demo, test",
  })
  void areThere(String document, String folder, String block) throws IOException {
    Path place = BRIDGE.resolve(folder).normalize();
    for (String line : Documents.snippet(BRIDGE.resolve(document), block).lines()) {
      Matcher change = FOLDER.matcher(line);
      if (change.find()) {
        boolean fromRoot = change.group(1).startsWith(BRIDGE.toString());
        place = fromRoot ? Path.of(change.group(1)) : place.resolve(change.group(1)).normalize();
      }
      for (String script : SCRIPT.matcher(line).results().map(found -> found.group(1)).toList()) {
        assertThat(script.equals("ci") || scripts(place).has(script))
            .as("npm %s in %s", script, place)
            .isTrue();
      }
    }
  }

  private static JsonNode scripts(Path folder) throws IOException {
    Path file = Documents.ROOT.resolve(folder).resolve("package.json");
    return new ObjectMapper().readTree(file.toFile()).path("scripts");
  }
}
