package io.rtmkit.server.cluster.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.channel.ChannelKey;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisLink;
import io.rtmkit.server.redis.RedisOpening;
import io.rtmkit.server.redis.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A Redis on which scripts are run, and looked at from beside. One thread. */
final class ScriptBench implements AutoCloseable {
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  /** Ids with everything that has a meaning in the names of keys. */
  static final UserKey ALICE = new UserKey("a{p:1}", "al}i:{ce%7d");

  static final UserKey BOB = new UserKey("a{p:1}", "bob");
  static final ChannelKey NEWS = new ChannelKey("a{p:1}", "{ne}ws::%");

  private final RedisLink link;
  private final AbstractRedisClient client;
  private final RedisClusterCommands<byte[], byte[]> commands;

  private long number;

  /** Of operations for the present; 0 for new ones. */
  private long fixed;

  final RedisCalls calls;
  final Operations operations = new Operations("test", this::nextNumber);

  /** Of the present test alone. */
  private String prefix = "";

  private ClusterKeys keys = new ClusterKeys("");

  ScriptBench(String uri) throws IOException {
    RedisConfig config = RedisConfigs.of(uri, "rtm:");
    link = RedisOpening.open(config);
    calls = new RedisCalls("cluster store", link, config, Clock.system());
    if (uri.startsWith("redis-cluster")) {
      String first = uri.substring(uri.indexOf("//") + 2).split(",", -1)[0];
      RedisClusterClient cluster = RedisClusterClient.create("redis://" + first);
      client = cluster;
      commands = cluster.connect(ByteArrayCodec.INSTANCE).sync();
    } else {
      RedisClient one = RedisClient.create(uri);
      client = one;
      commands = one.connect(ByteArrayCodec.INSTANCE).sync();
    }
  }

  /** From here on there is nothing in Redis. */
  void clear() {
    prefix = "t" + PREFIXES.incrementAndGet() + ":";
    keys = new ClusterKeys(prefix);
  }

  ClusterKeys keys() {
    return keys;
  }

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Runs a script twice as one operation: the second time must answer alike and change nothing. */
  <T> T run(Supplier<? extends CompletableFuture<? extends T>> script) {
    T first = await(script.get());
    Map<String, Object> state = state();

    T second = again(script);

    assertThat(second).isEqualTo(first);
    assertThat(state()).isEqualTo(state);
    return first;
  }

  /** The same, unless what it does is over so soon that the second time may differ. */
  <T> T run(boolean twice, Supplier<? extends CompletableFuture<? extends T>> script) {
    return twice ? run(script) : await(script.get());
  }

  /** Runs a script as the same operation as the one before. */
  <T> T again(Supplier<? extends CompletableFuture<? extends T>> script) {
    return runAs(number, script);
  }

  /** Runs a script as an operation that began before the last one. */
  <T> T late(Supplier<? extends CompletableFuture<? extends T>> script) {
    return runAs(number - 1, script);
  }

  /** Of the last operation. */
  long lastNumber() {
    return number;
  }

  /** Runs a script as a certain operation. */
  <T> T runAs(long operation, Supplier<? extends CompletableFuture<? extends T>> script) {
    fixed = operation;
    try {
      return await(script.get());
    } finally {
      fixed = 0;
    }
  }

  private long nextNumber() {
    return fixed == 0 ? ++number : fixed;
  }

  /** Everything in Redis. */
  Map<String, Object> state() {
    Map<String, Object> state = new TreeMap<>();
    for (byte[] key : commands.keys(prefix + "*")) {
      Object content = content(key);
      if (content != null) {
        state.put(Script.text(key), content);
      }
    }
    return state;
  }

  /** Byte by byte, but without an order where there is none; null if its time is over. */
  private Object content(byte[] key) {
    return switch (commands.type(key)) {
      case "hash" -> {
        Map<ByteString, ByteString> fields = new HashMap<>();
        commands
            .hgetall(key)
            .forEach((f, v) -> fields.put(ByteString.copyFrom(f), ByteString.copyFrom(v)));
        yield fields;
      }
      case "set" ->
          commands.smembers(key).stream().map(ByteString::copyFrom).collect(Collectors.toSet());
      case "list" -> commands.lrange(key, 0, -1).stream().map(ByteString::copyFrom).toList();
      case "none" -> null;
      default -> {
        byte[] dump = commands.dump(key);
        yield dump == null ? null : ByteString.copyFrom(dump);
      }
    };
  }

  /** Parts of the names of the keys that there are, without what operations leave behind. */
  List<String> parts() {
    List<String> parts = new ArrayList<>();
    for (String key : state().keySet()) {
      String part = key.substring(key.indexOf('}') + 1);
      if (!part.startsWith(":r:") && !part.startsWith(":o:")) {
        parts.add(part.isEmpty() ? part : part.substring(1));
      }
    }
    return parts;
  }

  Map<String, String> hash(List<byte[]> key) {
    Map<String, String> fields = new TreeMap<>();
    commands
        .hgetall(key.get(0))
        .forEach((name, value) -> fields.put(Script.text(name), Script.text(value)));
    return fields;
  }

  List<String> set(List<byte[]> key) {
    return commands.smembers(key.get(0)).stream().map(Script::text).sorted().toList();
  }

  long size(List<byte[]> list) {
    return commands.llen(list.get(0));
  }

  /** Milliseconds that a key has left; -1 for ever, -2 if there is no key. */
  long left(List<byte[]> key) {
    return commands.pttl(key.get(0));
  }

  void expire(List<byte[]> key, long ms) {
    commands.pexpire(key.get(0), ms);
  }

  void set(List<byte[]> hash, String field, String value) {
    commands.hset(hash.get(0), Script.bytes(field), Script.bytes(value));
  }

  /** Of a list only so many stay, from the beginning. */
  void trim(List<byte[]> list, long stay) {
    commands.ltrim(list.get(0), 0, stay - 1);
  }

  void delete(List<byte[]> key) {
    commands.del(key.get(0));
  }

  @Override
  public void close() {
    calls.close();
    link.close();
    client.shutdown();
  }
}
