package io.rtmkit.server.redis;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.rtmkit.server.config.RedisConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A command for one key, which is no script. Built by one thread; after that any number may have it
 * run.
 */
public final class KeyCommand {
  private final TimedKeyword keyword;
  private final CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE);

  private KeyCommand(TimedKeyword keyword) {
    this.keyword = keyword;
  }

  /** A command whose outcome is unknown when it is not answered in the time of a write. */
  public static KeyCommand writing(String name) {
    return new KeyCommand(new Keyword(name, true, Duration.ZERO));
  }

  /** A command for which Redis waits so long until it has an answer. */
  public static KeyCommand waiting(String name, Duration time) {
    return new KeyCommand(new Keyword(name, false, time));
  }

  /** Adds the key. */
  @CanIgnoreReturnValue
  public KeyCommand key(byte[] key) {
    args.addKey(key);
    return this;
  }

  @CanIgnoreReturnValue
  public KeyCommand add(String word) {
    args.add(word);
    return this;
  }

  @CanIgnoreReturnValue
  public KeyCommand add(long number) {
    args.add(number);
    return this;
  }

  @CanIgnoreReturnValue
  public KeyCommand add(byte[] value) {
    args.addValue(value);
    return this;
  }

  TimedKeyword keyword() {
    return keyword;
  }

  CommandArgs<byte[], byte[]> args() {
    return args;
  }

  /** The name of such a command. Immutable. */
  private static final class Keyword implements TimedKeyword {
    private final String name;
    private final byte[] bytes;
    private final boolean writes;
    private final Duration waits;

    Keyword(String name, boolean writes, Duration waits) {
      this.name = name;
      this.writes = writes;
      this.waits = waits;
      bytes = name.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Duration timeout(RedisConfig config) {
      return waits.plus(writes ? config.writeTimeout() : config.readTimeout());
    }

    @Override
    public byte[] getBytes() {
      return bytes;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
