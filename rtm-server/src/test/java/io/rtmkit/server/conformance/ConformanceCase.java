package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.core.ManualClock;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.FaultProxy;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.e2e.WireClient;
import io.rtmkit.server.redis.RedisTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/**
 * A real server whose clock stands until the test moves it, and users of the real SDK on real
 * sockets. As the clock stands, no budget refills and nothing times out by itself.
 */
abstract class ConformanceCase {
  /** Short enough that nobody who answers in between is taken for silent. */
  private static final Duration STEP = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final ManualClock clock = new ManualClock();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Runnable> present = new ArrayList<>();
  private final List<TestServer> servers = new ArrayList<>();
  private RedisTime redisTime;
  private final Map<String, TestServer> places = new HashMap<>();

  /** The server, started with its defaults when it is first asked for; one of them. */
  final TestServer server() {
    return servers.isEmpty() ? startServer(Map.of()) : servers.get(0);
  }

  final TestServer startServer(Map<String, String> settings) {
    return startServers(settings, all -> TestServer.start(all, clock));
  }

  /** A server with an embedded store in this directory, and one more setting. */
  final void startServerWithStore(Path directory, String setting, String value) {
    startServer(
        Map.of(
            "store.kind",
            "embedded",
            "store.path",
            directory.resolve("store").toString(),
            "store.min-free",
            "0",
            setting,
            value));
  }

  /** A server of one app whose tokens are made with this certificate. */
  final TestServer startServerWithApp(String certificate) {
    return startServers(Map.of(), all -> TestServer.startWithApp(certificate, all, clock));
  }

  private TestServer startServers(
      Map<String, String> settings, Function<Map<String, String>, TestServer> start) {
    List<Integer> ports = servers.stream().map(TestServer::port).toList();
    servers.forEach(TestServer::close);
    servers.clear();
    if (Topology.current() == Topology.ALONE) {
      servers.add(start.apply(settings));
    } else {
      Map<String, String> all = new HashMap<>(settings);
      all.putAll(SharedRedis.settings(Topology.current()));
      redisTime = RedisTime.takeOver(clock::currentTimeMillis);
      servers.add(start.apply(all));
      if (settings.containsKey("listen.port")) {
        all.put("listen.port", ports.get(1).toString()); // where its users look for it
      }
      servers.add(start.apply(all));
    }
    return servers.get(0);
  }

  /** Where a user goes: each to another server in turns, first to the one without proxies. */
  private TestServer place(String userId) {
    server();
    return places.computeIfAbsent(
        userId, user -> servers.get((places.size() + 1) % servers.size()));
  }

  /** A user who has not logged in. */
  final SdkUser stranger(String userId) {
    return opened(new SdkUser(userId, place(userId).address()));
  }

  /** A user who is logged in, and stays in touch while time passes. */
  final SdkUser user(String userId) {
    SdkUser user = userAt(place(userId).address(), userId);
    present.add(
        () ->
            Answer.<Set<String>>of(cb -> user.client().queryPeersBySubscriptionOption(0, cb))
                .orFail());
    return user;
  }

  /** A user who is logged in at this address, and is silent while time passes. */
  final SdkUser userAt(String address, String userId) {
    return opened(SdkUser.login(userId, address));
  }

  /** A client that only does what the test says, but stays in touch while time passes. */
  final WireClient wire(String userId) {
    WireClient client = opened(WireClient.login(place(userId), userId));
    present.add(() -> client.call(WireClient.ping()));
    return client;
  }

  /** Closes something at the end of the test. */
  final <T extends AutoCloseable> T opened(T thing) {
    opened.add(thing);
    return thing;
  }

  /** Breaks a user's connection for good. When this returns, both sides know it. */
  final void lose(SdkUser user, FaultProxy proxy) {
    int connections = connections();
    proxy.set(FaultProxy.Mode.REFUSE);
    user.await("state 4/5");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (connections() >= connections) {
      assertThat(System.nanoTime()).as("the server never noticed").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private int connections() {
    return servers.stream().mapToInt(each -> each.server().connectionCount()).sum();
  }

  /** Moves the server's clock; the users that are present stay in touch. */
  final void pass(Duration duration) {
    Duration left = duration;
    while (left.compareTo(STEP) > 0) {
      step(STEP);
      left = left.minus(STEP);
    }
    step(left);
  }

  private void step(Duration duration) {
    clock.advance(duration);
    present.forEach(Runnable::run);
  }

  @AfterEach
  final void closeAll() throws Exception {
    for (AutoCloseable thing : opened) {
      thing.close();
    }
    for (TestServer each : servers) {
      each.close();
    }
    if (redisTime != null) {
      redisTime.close();
    }
  }
}
