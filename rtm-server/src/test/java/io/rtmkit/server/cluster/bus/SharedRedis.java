package io.rtmkit.server.cluster.bus;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.rtmkit.server.redis.RedisBinary;
import io.rtmkit.server.redis.RedisProcess;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Redis, servers that share it, and somebody who looks into it. One thread. */
abstract class SharedRedis {
  @TempDir Path directory;
  RedisProcess redis;
  RedisCommands<String, byte[]> commands;
  private RedisClient client;
  private final List<TestServer> servers = new ArrayList<>();

  Path binary() throws IOException {
    return RedisBinary.newer(directory);
  }

  @BeforeEach
  void startRedis() throws IOException {
    redis = RedisProcess.start(binary(), directory, false);
    client = RedisClient.create(redis.uri());
    commands = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)).sync();
  }

  @AfterEach
  void stopRedis() {
    servers.forEach(TestServer::close);
    client.shutdown();
    redis.close();
  }

  /** A server that knows those before it, as they know it. */
  TestServer server(String name, BusSettings settings) throws IOException {
    TestServer server = TestServer.start(redis.uri(), name, settings);
    servers.add(server);
    soon(
        () ->
            servers.stream()
                .allMatch(other -> servers.stream().allMatch(o -> o.sees(other.node()))));
    return server;
  }

  void append(TestServer to, byte[] batch) {
    commands.xadd(to.inbox(), "b", batch);
  }

  static void soon(BooleanSupplier condition) {
    Eventually.until(Duration.ofSeconds(10), condition);
  }

  /** How often Redis has run a command since its figures were reset. */
  long calls(String command) {
    Matcher calls =
        Pattern.compile("cmdstat_" + command + ":calls=(\\d+)")
            .matcher(commands.info("commandstats"));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }
}
