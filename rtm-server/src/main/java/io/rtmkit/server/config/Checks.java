package io.rtmkit.server.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** The rules that several settings share; each failure names the key. Stateless. */
final class Checks {
  private Checks() {}

  static void range(String key, long value, long min, long max) {
    if (value < min || value > max) {
      throw new ConfigException(key, value + " is not allowed, must be from " + min + " to " + max);
    }
  }

  static void range(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new ConfigException(
          key,
          "%s is not allowed, must be from %s to %s"
              .formatted(Quantities.format(value), Quantities.format(min), Quantities.format(max)));
    }
  }

  static void shorter(String key, Duration value, String thanKey, Duration than) {
    if (value.compareTo(than) >= 0) {
      throw new ConfigException(
          key,
          "%s is not allowed, must be shorter than %s (%s)"
              .formatted(Quantities.format(value), thanKey, Quantities.format(than)));
    }
  }

  static void notAbove(String key, long value, String limitKey, long limit) {
    if (value > limit) {
      throw new ConfigException(
          key, value + " is not allowed, must be at most " + limitKey + " (" + limit + ")");
    }
  }

  static void readableFile(String key, String file) {
    Path path;
    try {
      path = Path.of(file);
    } catch (InvalidPathException e) {
      throw new ConfigException(key, "'" + file + "' is not a file name");
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new ConfigException(key, "there is no readable file " + path.toAbsolutePath());
    }
  }
}
