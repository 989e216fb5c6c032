package io.rtmkit.loadtest.compare.peer;

import io.rtmkit.loadtest.compare.dialect.Dialect;
import io.rtmkit.loadtest.compare.dialect.RedisDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Redis of the distribution: its publish and subscribe. Stateless. */
final class RedisPeer implements Peer {
  @Override
  public String name() {
    return "redis";
  }

  @Override
  public @Nullable String findMissing() {
    return Programs.findMissing("redis-server", "Debian's package redis-server");
  }

  @Override
  public String version() {
    return Programs.firstLine(Programs.path("redis-server"), "--version");
  }

  @Override
  public List<String> command(int port, Path directory, Setup setup) throws IOException {
    Path file = Programs.copy("redis.conf", directory);
    return List.of(Programs.path("redis-server"), file.toString(), "--port", "" + port);
  }

  @Override
  public String readyText() {
    return "Ready to accept connections";
  }

  @Override
  public Dialect newDialect() {
    return new RedisDialect();
  }
}
