package io.rtmkit.server.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The time of Redis as a test makes it: scripts are given that of a clock, and keys grow older when
 * the test says so. What servers tell each other goes by the true time. One thread.
 */
public final class RedisTime implements AutoCloseable {
  /** Keys live so much longer in truth, so that the true time ends none meanwhile. */
  private static final long SLACK_MS = 3_600_000;

  /** What the true time may have taken from a key since it was looked at last. */
  private static final long LOOKED_AT_MS = 600_000;

  /** Times to live are whole seconds when they are given. */
  private static final long STEP_MS = 1_000;

  /** What is left of keys by the time of the test. */
  private final Map<String, Long> left = new HashMap<>();

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
        long inTruth = ofServers ? -1 : redis.pttl(key);
        if (inTruth > 0) {
          age(redis, key, inTruth, by);
        }
      }
      cursor = page;
    } while (!cursor.isFinished());
  }

  private void age(RedisCommands<String, String> redis, String key, long inTruth, Duration by) {
    Long known = left.get(key);
    boolean since = known != null && Math.abs(known + SLACK_MS - inTruth) < LOOKED_AT_MS;
    long before = since ? known : (inTruth + STEP_MS - 1) / STEP_MS * STEP_MS;
    long after = before - by.toMillis();
    if (after <= 0) {
      left.remove(key);
      redis.del(key);
    } else {
      left.put(key, after);
      redis.pexpire(key, after + SLACK_MS);
    }
  }

  @Override
  public void close() {
    Script.rewriting = null;
    nodes.forEach(RedisClient::shutdown);
  }
}
