package guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.rtmkit.client.RtmClient;
import io.rtmkit.protocol.v1.Envelope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.codehaus.mojo.animal_sniffer.SignatureBuilder;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/** What the guide says of Android, as far as it shows without a phone. */
class AndroidIT {
  private static final Pattern UNDEFINED =
      Pattern.compile("com/google/protobuf/(?<name>[A-Za-z$]+)\\.class.*Undefined reference.*");
  private static final Pattern INITIALIZED =
      Pattern.compile(".*Initializing 'com/google/protobuf/(?<name>[A-Za-z$]+)'.*");

  @TempDir private Path folder;

  @Test
  void shrunkProgramDoesEverything() throws Exception {
    Path shrunk = folder.resolve("shrunk.jar");
    shrink(shrunk);
    long before = 0;
    for (Class<?> each : List.of(RtmClient.class, Envelope.class, Message.class)) {
      before += sizeOf(jarOf(each).toPath());
    }
    assertThat(Files.size(shrunk)).isLessThan(1_000_000).isLessThan(before / 2);
    try (TestServer server = TestServer.start(0)) {
      List<String> arguments = List.of("-cp", shrunk.toString(), "guide.Tour", server.address());
      try (JavaProgram program = JavaProgram.java(Map.of(), arguments)) {
        assertThat(program.lines()).isEqualTo(TourLines.EXPECTED);
      }
    }
  }

  // protobuf-java names classes that came with API level 24, where it reflects and prints.
  @Test
  void whatIsNotInApiLevel21IsNeverInitialized() throws Exception {
    Set<String> incomplete = incompleteAtApiLevel21(jarOf(Message.class));
    assertThat(incomplete).contains("Descriptors", "TextFormat");
    Path log = folder.resolve("init.log");
    try (TestServer server = TestServer.start(0)) {
      List<String> arguments =
          List.of(
              "-Xlog:class+init=info:file=" + log,
              "-cp",
              System.getProperty("java.class.path"),
              "guide.Tour",
              server.address());
      try (JavaProgram program = JavaProgram.java(Map.of(), arguments)) {
        assertThat(program.lines()).isEqualTo(TourLines.EXPECTED);
      }
    }
    Set<String> initialized = names(INITIALIZED, Files.readAllLines(log).stream());
    assertThat(initialized).contains("CodedInputStream").doesNotContainAnyElementsOf(incomplete);
  }

  private void shrink(Path to) throws Exception {
    Path platform = folder.resolve("platform.jar");
    writePlatform(platform);
    String[] arguments = {
      "-injars "
          + jarOf(Tour.class)
          + "(!guide/Chat*,!guide/Coroutines*,!guide/RtmFailure*,guide/**)",
      "-injars " + jarOf(RtmClient.class) + "(**.class)",
      "-injars " + jarOf(Envelope.class) + "(**.class)",
      "-injars " + jarOf(Message.class) + "(**.class)",
      "-libraryjars " + jarOf(Nullable.class),
      "-libraryjars " + platform,
      "-outjars " + to,
      "-keep class guide.Tour { public static void main(java.lang.String[]); }",
      "-dontnote",
      "@" + Path.of("android", "proguard-rules.pro").toAbsolutePath()
    };
    Configuration configuration = new Configuration();
    try (ConfigurationParser parser =
        new ConfigurationParser(
            String.join("\n", arguments), "shrink", new File("."), System.getProperties())) {
      parser.parse(configuration);
    }
    new ProGuard(configuration).execute();
  }

  /** The classes of Java, without those that Android has not. */
  private static void writePlatform(Path to) throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to))) {
      for (String module : List.of("java.base", "java.logging")) {
        Path root = modules.resolve(module);
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(file -> inAndroid(root.relativize(file))).toList()) {
            zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
            Files.copy(file, zip);
            zip.closeEntry();
          }
        }
      }
    }
  }

  private static boolean inAndroid(Path file) {
    return file.toString().matches("javax?/.*\\.class");
  }

  private static Set<String> incompleteAtApiLevel21(File jar) throws IOException {
    ByteArrayOutputStream known = new ByteArrayOutputStream();
    Findings findings = new Findings();
    try (InputStream android =
        Files.newInputStream(Path.of(System.getProperty("android.signature")))) {
      SignatureBuilder builder = new SignatureBuilder(new InputStream[] {android}, known, findings);
      builder.process(jar);
      builder.close();
    }
    SignatureChecker checker =
        new SignatureChecker(
            new ByteArrayInputStream(known.toByteArray()), new HashSet<>(), findings);
    checker.setSourcePath(List.of());
    checker.process(jar);
    return names(UNDEFINED, findings.told.stream());
  }

  private static Set<String> names(Pattern pattern, Stream<String> lines) {
    return lines
        .map(pattern::matcher)
        .filter(matcher -> matcher.find())
        .map(matcher -> matcher.group("name"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long sizeOf(Path jarOrFolder) throws IOException {
    try (Stream<Path> files = Files.walk(jarOrFolder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static File jarOf(Class<?> type) throws Exception {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Collects what the checker complains of. */
  private static final class Findings implements Logger {
    final Set<String> told = new TreeSet<>();

    @Override
    public void info(String message) {}

    @Override
    public void info(String message, Throwable t) {}

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String message, Throwable t) {}

    @Override
    public void warn(String message) {}

    @Override
    public void warn(String message, Throwable t) {}

    @Override
    public void error(String message) {
      told.add(message);
    }

    @Override
    public void error(String message, Throwable t) {
      told.add(message);
    }
  }
}
