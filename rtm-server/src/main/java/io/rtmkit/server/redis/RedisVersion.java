package io.rtmkit.server.redis;

import io.rtmkit.server.config.RedisConfig;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which Redis is new enough: the first that can trim a stream by age. Stateless. */
final class RedisVersion {
  private static final Pattern VERSION = Pattern.compile("redis_version:((\\d+)\\.(\\d+)\\S*)");
  private static final int LEAST_MAJOR = 6;
  private static final int LEAST_MINOR = 2;

  private RedisVersion() {}

  /**
   * Looks at what Redis says of itself.
   *
   * @param info null if it says nothing; then it is taken as it is
   */
  static void check(@Nullable String info, RedisConfig config) throws IOException {
    Matcher version = VERSION.matcher(info == null ? "" : info);
    if (!version.find()) {
      return;
    }
    int major = Integer.parseInt(version.group(2));
    int minor = Integer.parseInt(version.group(3));
    if (major < LEAST_MAJOR || (major == LEAST_MAJOR && minor < LEAST_MINOR)) {
      throw new IOException(
          "store.redis.uri: %s is Redis %s, must be 6.2 or newer"
              .formatted(config, version.group(1)));
    }
  }
}
