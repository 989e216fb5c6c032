package io.rtmkit.server.cluster.bus;

import io.rtmkit.server.redis.RedisBinary;
import java.io.IOException;
import java.nio.file.Path;

/** The same through the oldest Redis that is supported. */
class OldestRedisBusIT extends BusIT {
  @Override
  Path binary() throws IOException {
    return RedisBinary.oldest(directory);
  }
}
