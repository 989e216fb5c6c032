package io.rtmkit.server.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** The programs of Redis that come in jars, one for each system. Stateless. */
public final class RedisBinary {
  private RedisBinary() {}

  /** Redis 7.0.15. */
  public static Path newer(Path directory) throws IOException {
    String name = "/redis-server-7.0.15-" + system() + "-" + processor();
    try (InputStream in = RedisBinary.class.getResourceAsStream(name)) {
      Assumptions.assumeTrue(in != null, "there is no Redis for this system: " + name);
      return write(in, directory);
    }
  }

  /** Redis 6.2, the oldest that is supported; its jar lies beside the classes. */
  public static Path oldest(Path directory) throws IOException {
    Path jar = Path.of(System.getProperty("basedir", "."), "target", "redis-6.2", "redis.jar");
    Assumptions.assumeTrue(Files.exists(jar), "the jar with Redis 6.2 is not there: " + jar);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Optional<? extends ZipEntry> entry =
          zip.stream()
              .filter(file -> file.getName().startsWith("redis-server-6.2"))
              .filter(file -> file.getName().endsWith(system() + "-" + processor()))
              .findFirst();
      Assumptions.assumeTrue(entry.isPresent(), "there is no Redis 6.2 for this system");
      try (InputStream in = zip.getInputStream(entry.get())) {
        return write(in, directory);
      }
    }
  }

  private static Path write(InputStream in, Path directory) throws IOException {
    Path binary = directory.resolve("redis-server");
    Files.copy(in, binary);
    if (!binary.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + binary + " executable");
    }
    return binary;
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
        ? "darwin"
        : "linux";
  }

  private static String processor() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
