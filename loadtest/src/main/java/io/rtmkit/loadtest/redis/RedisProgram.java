package io.rtmkit.loadtest.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The redis-server executable that comes along in the jar. Stateless. */
final class RedisProgram {
  private static final String VERSION = "7.0.15";

  private RedisProgram() {}

  /** Unpacks the executable for this system into a directory. */
  static Path unpack(Path directory) throws IOException {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64");
    String system = (mac ? "darwin" : "linux") + "-" + (arm ? "arm64" : "amd64");
    Path program = directory.resolve("redis-server");
    try (InputStream in =
        RedisProgram.class.getResourceAsStream("/redis-server-" + VERSION + "-" + system)) {
      if (in == null) {
        throw new IOException("no redis-server for " + system + " here: use --redis-server");
      }
      Files.copy(in, program);
    }
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
    return program;
  }
}
