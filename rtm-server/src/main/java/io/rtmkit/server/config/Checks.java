package io.rtmkit.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/** The rules that several settings share; each failure names the key. Stateless. */
final class Checks {
  private static final int SHORTEST_SECRET = 16;
  private static final String ENCODED_SECRET = "whsec_";

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

  /** A URL that requests are signed for; empty if there is none. */
  static void endpoint(String urlKey, String url, String secretKey, String secret) {
    if (url.isEmpty()) {
      return;
    }
    URI parsed;
    try {
      parsed = new URI(url);
    } catch (URISyntaxException e) {
      throw new ConfigException(urlKey, "'" + url + "' is no URL");
    }
    boolean http = "http".equalsIgnoreCase(parsed.getScheme());
    if ((!http && !"https".equalsIgnoreCase(parsed.getScheme())) || parsed.getHost() == null) {
      throw new ConfigException(urlKey, "must begin with http:// or https:// and name a host");
    }
    if (secret.length() < SHORTEST_SECRET) {
      throw new ConfigException(
          secretKey,
          "has %d characters, with %s at least %d needed"
              .formatted(secret.length(), urlKey, SHORTEST_SECRET));
    }
    if (secret.startsWith(ENCODED_SECRET) && !isBase64(secret.substring(ENCODED_SECRET.length()))) {
      throw new ConfigException(secretKey, "must be Base64 behind " + ENCODED_SECRET);
    }
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
