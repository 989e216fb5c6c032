package io.rtmkit.server.redis;

import io.lettuce.core.protocol.ProtocolKeyword;
import io.rtmkit.server.config.RedisConfig;
import java.time.Duration;

/** The name of a command that knows how long its answer may take. Immutable. */
interface TimedKeyword extends ProtocolKeyword {
  Duration timeout(RedisConfig config);
}
