package io.rtmkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtmkit.client.RtmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever has to say which version this is says what the root's pom.xml says. */
class VersionTest {
  private static final String VERSION =
      find("pom.xml", Pattern.compile("<revision>([^<]+)</revision>"));

  private static String find(String file, Pattern pattern) {
    Matcher matcher = pattern.matcher(String.join("\n", Documents.lines(Path.of(file))));
    assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
    return matcher.group(1);
  }

  @Test
  void theSdkSaysIt() {
    assertThat(RtmClient.getSdkVersion()).isEqualTo(VERSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtm-uniapp-bridge/js/package.json",
        "rtm-uniapp-bridge/demo/package.json",
        "rtm-server/console-test/package.json"
      })
  void thePackagesOfJavaScriptSayIt(String file) throws IOException {
    Path path = Documents.ROOT.resolve(file);
    assertThat(new ObjectMapper().readTree(path.toFile()).path("version").asText())
        .isEqualTo(VERSION);
  }

  @Test
  void theExampleAsksForIt() {
    Pattern dependency =
        Pattern.compile("<artifactId>rtm-client-sdk</artifactId>\\s*<version>([^<]+)<");
    assertThat(find("examples/hello/pom.xml", dependency)).isEqualTo(VERSION);
  }

  @Test
  void theChangesAreThere() throws IOException {
    assertThat(Files.readString(Documents.ROOT.resolve("CHANGELOG.md")))
        .containsPattern("(?m)^## " + Pattern.quote(VERSION) + " - \\d{4}-\\d{2}-\\d{2}$");
  }
}
