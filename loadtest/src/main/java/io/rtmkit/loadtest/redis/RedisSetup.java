package io.rtmkit.loadtest.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What every Redis of a run has in common. Immutable.
 *
 * @param directory for all that they write
 * @param given executable; null for the one that comes along
 * @param fsync the setting appendfsync
 */
public record RedisSetup(Path directory, @Nullable Path given, String fsync) {
  /** The executable. */
  Path program() throws IOException {
    if (given != null) {
      return given;
    }
    Path unpacked = directory.resolve("redis-server");
    return Files.exists(unpacked) ? unpacked : RedisProgram.unpack(directory);
  }
}
