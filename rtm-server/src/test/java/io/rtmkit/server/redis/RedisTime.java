package io.rtmkit.server.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The time of Redis as a test makes it: scripts are given that of a clock, and keys grow older when
 * the test says so. What servers tell each other goes by the true time. One thread.
 */
public final class RedisTime implements AutoCloseable {
  private final List<RedisClient> nodes;
  private final String prefix;

  /**
   * Takes over the time.
   *
   * @param uris of all nodes that have keys
   * @param prefix of the keys that grow older
   * @param nowMs the time that scripts are given
   */
  public static RedisTime takeOver(List<String> uris, String prefix, LongSupplier nowMs) {
    Script.rewriting =
        (owner, text) ->
            owner.getPackageName().endsWith(".bus") ? text : rewrite(text, nowMs.getAsLong());
    return new RedisTime(uris.stream().map(RedisClient::create).toList(), prefix);
  }

  private RedisTime(List<RedisClient> nodes, String prefix) {
    this.nodes = nodes;
    this.prefix = prefix;
  }

  private static String rewrite(String text, long nowMs) {
    String time = "{ '%d', '%d' }".formatted(nowMs / 1_000, nowMs % 1_000 * 1_000);
    return text.replace("redis.call('TIME')", time)
        .replace("KEYS[1], '*',", "KEYS[1], '" + nowMs + "-*',");
  }

  /** All keys are so much nearer to their end. */
  public void age(Duration by) {
    for (RedisClient node : nodes) {
      try (var connection = node.connect()) {
        age(connection.sync(), by);
      }
    }
  }

  private void age(RedisCommands<String, String> redis, Duration by) {
    ScanArgs all = ScanArgs.Builder.matches(prefix + "*").limit(1_000);
    ScanCursor cursor = ScanCursor.INITIAL;
    do {
      KeyScanCursor<String> page = redis.scan(cursor, all);
      for (String key : page.getKeys()) {
        boolean ofServers = key.startsWith(prefix + "{in:") || key.startsWith(prefix + "{nodes}");
        long left = ofServers ? -1 : redis.pttl(key);
        if (left > 0) {
          redis.pexpire(key, Math.max(1, left - by.toMillis()));
        }
      }
      cursor = page;
    } while (!cursor.isFinished());
  }

  @Override
  public void close() {
    Script.rewriting = null;
    nodes.forEach(RedisClient::shutdown);
  }
}
