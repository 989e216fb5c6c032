package io.rtmkit.server.redis;

import io.rtmkit.server.config.RedisConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The command that runs a script. The client looks at it to see how much time there is. Immutable.
 */
final class EvalKeyword implements TimedKeyword {
  private static final EvalKeyword WRITE = new EvalKeyword("EVALSHA", true);
  private static final EvalKeyword WRITE_TEXT = new EvalKeyword("EVAL", true);
  private static final EvalKeyword READ = new EvalKeyword("EVALSHA", false);
  private static final EvalKeyword READ_TEXT = new EvalKeyword("EVAL", false);

  private final String command;
  private final byte[] bytes;
  private final boolean writes;

  private EvalKeyword(String command, boolean writes) {
    this.command = command;
    this.writes = writes;
    bytes = command.getBytes(StandardCharsets.US_ASCII);
  }

  static EvalKeyword byName(boolean writes) {
    return writes ? WRITE : READ;
  }

  static EvalKeyword byText(boolean writes) {
    return writes ? WRITE_TEXT : READ_TEXT;
  }

  @Override
  public Duration timeout(RedisConfig config) {
    return writes ? config.writeTimeout() : config.readTimeout();
  }

  @Override
  public byte[] getBytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return command;
  }
}
