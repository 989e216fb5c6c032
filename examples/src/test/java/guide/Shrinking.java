package guide;

import com.google.protobuf.Message;
import io.rtmkit.client.RtmClient;
import io.rtmkit.protocol.v1.Envelope;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/** Makes one small jar of the programs of the guide, the SDK and its libraries. One thread. */
final class Shrinking {
  private static final Path RULES =
      Path.of("../rtm-client-sdk/src/main/resources/META-INF/proguard/rtm-client-sdk.pro")
          .toAbsolutePath();
  private static final List<String> PROGRAMS =
      List.of(
          "-keep class guide.Tour { public static void main(java.lang.String[]); }",
          "-keep class guide.EchoBot { public static void main(java.lang.String[]); }");

  private final Path folder;

  Shrinking(Path folder) {
    this.folder = folder;
  }

  /** How large the jars are before. */
  static long bytesBefore() throws Exception {
    long bytes = 0;
    for (Path each : libraries()) {
      bytes += Files.size(each);
    }
    return bytes;
  }

  Path byProGuard() throws Exception {
    // Without sun.misc, which Android's own platform jar has not either.
    Path base = jar("base.jar", "java.base", file -> file.matches("javax?/.*"));
    Path logging = jar("logging.jar", "java.logging", file -> file.matches("java/.*"));
    Path shrunk = folder.resolve("by-proguard.jar");
    List<String> arguments = new ArrayList<>(PROGRAMS);
    arguments.add("-injars " + programs());
    for (Path each : libraries()) {
      arguments.add("-injars " + each + "(**.class)");
    }
    for (Path each : List.of(base, logging, jarOf(Nullable.class))) {
      arguments.add("-libraryjars " + each);
    }
    arguments.add("-outjars " + shrunk);
    arguments.add("-dontnote");
    arguments.add("@" + RULES);
    Configuration configuration = new Configuration();
    try (ConfigurationParser parser =
        new ConfigurationParser(
            String.join("\n", arguments), "programs", folder.toFile(), System.getProperties())) {
      parser.parse(configuration);
    }
    new ProGuard(configuration).execute();
    return shrunk;
  }

  Path byR8() throws Exception {
    Path shrunk = folder.resolve("by-r8.jar");
    Path keep = Files.write(folder.resolve("keep.pro"), PROGRAMS);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of("com.android.tools.r8.R8", "--classfile", "--release"));
    arguments.addAll(List.of("--output", shrunk.toString()));
    arguments.addAll(List.of("--lib", System.getProperty("java.home")));
    arguments.addAll(List.of("--lib", jarOf(Nullable.class).toString()));
    arguments.addAll(List.of("--pg-conf", RULES.toString(), "--pg-conf", keep.toString()));
    arguments.add(programs().toString());
    libraries().forEach(each -> arguments.add(each.toString()));
    try (JavaProgram program = JavaProgram.java(Map.of(), arguments)) {
      List<String> said = program.lines();
      if (program.exitCode() != 0) {
        throw new AssertionError(String.join("\n", said));
      }
    }
    return shrunk;
  }

  /** The programs of the guide that are Java. */
  private Path programs() throws Exception {
    return zip(
        "programs.jar",
        jarOf(Tour.class),
        file ->
            Files.exists(Path.of("src/main/java", file.replaceFirst("([$].*)?[.]class", ".java"))));
  }

  private Path jar(String name, String module, Predicate<String> wanted) throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module);
    return zip(name, root, wanted);
  }

  private Path zip(String name, Path root, Predicate<String> wanted) throws IOException {
    Path to = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(to);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String entry = root.relativize(file).toString();
        if (wanted.test(entry)) {
          zip.putNextEntry(new ZipEntry(entry));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
    return to;
  }

  private static List<Path> libraries() throws Exception {
    return List.of(jarOf(RtmClient.class), jarOf(Envelope.class), jarOf(Message.class));
  }

  static Path jarOf(Class<?> type) throws Exception {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toPath();
  }
}
