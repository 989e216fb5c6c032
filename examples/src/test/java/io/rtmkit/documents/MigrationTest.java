package io.rtmkit.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.config.ConfigLoader;
import io.rtmkit.server.config.ServerConfig;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The commands of the migration guides turn a program for the vendors' SDKs into one for RTMKit.
 */
class MigrationTest {
  private static final Path LEGACY = Path.of("../rtm-client-sdk/src/test/resources/legacy");

  @TempDir private Path project;

  @ParameterizedTest
  @CsvSource({
    "docs/migrate-from-agora.md, rename-agora, io.agora, AgoraApp",
    "docs/migrate-from-anyrtc.md, rename-anyrtc, org.ar, AnyRtcApp"
  })
  void renamedProgramCompiles(Path guide, String block, String vendor, String program)
      throws Exception {
    copy("Context", "android/content");
    copy(program, "a folder/legacy");
    Path other = project.resolve("src/Other.kt");
    Files.writeString(
        other, "import %1$s.rtc.Engine\nimport %1$s.rtm.RtmClient\n".formatted(vendor));
    run(Documents.snippet(guide, block).text());
    assertThat(other)
        .hasContent("import %s.rtc.Engine\nimport io.rtmkit.client.RtmClient".formatted(vendor));
    assertThat(sources())
        .hasSize(3)
        .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(vendor + ".rtm."));
    assertThat(compile()).isEmpty();
  }

  @Test
  void ratesOfTheLinuxSdkAreSettings() {
    ServerConfig config =
        ConfigLoader.load(Path.of("migrate/linux-rates.yaml"), Map.of(), Map.of()).config();
    assertThat(config.rates()).isNotEqualTo(ServerConfig.defaultsWith(Map.of()).rates());
  }

  private void copy(String name, String folder) throws IOException {
    Path to = project.resolve("src").resolve(folder);
    Files.createDirectories(to);
    Files.copy(LEGACY.resolve(name + ".java.txt"), to.resolve(name + ".java"));
  }

  private void run(String script) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
  }

  private List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** What the compiler says; nothing if all is well. */
  private String compile() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<Path> java = new ArrayList<>(sources());
    java.removeIf(file -> !file.toString().endsWith(".java"));
    List<String> options = List.of("-proc:none", "-nowarn", "-d", project.toString());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      compiler
          .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
          .call();
    }
    return said.toString();
  }
}
