package io.rtmkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs written for the vendors' SDKs compile when only their imports are renamed. */
class LegacySourceTest {
  @TempDir private Path classes;

  @Test
  void agoraProgramCompiles() throws IOException {
    assertThat(compile("io.agora.rtm", "legacy/AgoraApp")).isEmpty();
  }

  @Test
  void anyRtcProgramCompiles() throws IOException {
    assertThat(compile("org.ar.rtm", "legacy/AnyRtcApp", "android/content/Context")).isEmpty();
  }

  @Test
  void whatTheApiLacksIsNoticed() throws IOException {
    Source broken =
        new Source("legacy/Broken", "class Broken { io.rtmkit.client.RtmNonsense nonsense; }");
    assertThat(compile(List.of(broken))).hasSize(1);
  }

  private List<String> compile(String vendorPackage, String... names) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String name : names) {
      String file = "/legacy/" + name.substring(name.lastIndexOf('/') + 1) + ".java.txt";
      try (InputStream in = LegacySourceTest.class.getResourceAsStream(file)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        sources.add(
            new Source(
                name, text.replace("import " + vendorPackage + ".", "import io.rtmkit.client.")));
      }
    }
    return compile(sources);
  }

  private List<String> compile(List<Source> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "--release",
            "8",
            "-Xlint:-options",
            "-proc:none",
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString());
    compiler.getTask(null, null, diagnostics, options, null, sources).call();
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::toString)
        .toList();
  }

  /** A source in memory. Immutable. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
