package io.rtmkit.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.server.cluster.script.ClusterKeys;
import io.rtmkit.server.cluster.script.TableScripts;
import io.rtmkit.server.config.RedisConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.session.Bans;
import io.rtmkit.server.core.session.Moderation;
import io.rtmkit.server.core.session.UserKey;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.redis.RedisCalls;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisLink;
import io.rtmkit.server.redis.RedisOpening;
import io.rtmkit.server.store.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers hold of a table is what Redis has, also if nobody tells them. */
class ClusterTableIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final UserKey BOB = new UserKey(TestServer.APP, "bob");
  private static final String KEY = TestServer.APP + " bob";

  private TwoServers servers;
  private RedisLink link;
  private TableScripts tables;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    servers = new TwoServers(directory, Map.of());
    String prefix = ServerConfig.defaults().store().redis().prefix();
    RedisConfig config = RedisConfigs.of(servers.redis().uri(), prefix);
    link = RedisOpening.open(config);
    tables =
        new TableScripts(
            new RedisCalls("test", link, config, Clock.system()), new ClusterKeys(prefix));
  }

  @AfterEach
  void close() {
    link.close();
    servers.close();
  }

  private static void awaitBan(TestServer server, boolean banned) {
    Eventually.until(SOON, () -> (server.server().moderation().findBan(BOB) != null) == banned);
  }

  @Test
  void aChangeOfWhichNobodyTellsIsNoticed() {
    tables
        .put("bans", KEY, "{\"until\":" + Long.MAX_VALUE + "}")
        .orTimeout(9, TimeUnit.SECONDS)
        .join();
    awaitBan(servers.first(), true);
    awaitBan(servers.second(), true);
    tables.remove("bans", KEY).orTimeout(9, TimeUnit.SECONDS).join();
    awaitBan(servers.first(), false);
    awaitBan(servers.second(), false);
  }

  @Test
  void theLastOfTwoWritersAtOnceIsBelievedByBoth() {
    Moderation first = servers.first().server().moderation();
    Moderation second = servers.second().server().moderation();
    for (int i = 0; i < 50; i++) {
      Bans.ban(first, BOB, Duration.ofMinutes(i + 1), "first " + i);
      Bans.ban(second, BOB, Duration.ofMinutes(i + 1), "second " + i);
    }
    Eventually.until(
        SOON,
        () -> {
          Map<String, String> kept =
              tables.read("bans", KEY).orTimeout(9, TimeUnit.SECONDS).join().entries();
          return kept.getOrDefault(KEY, "").contains(" 49")
              && reason(first).equals(reason(second))
              && !reason(first).isEmpty()
              && kept.get(KEY).contains(reason(first));
        });
    assertThat(first.bans()).isEqualTo(second.bans());
  }

  private static String reason(Moderation moderation) {
    var ban = moderation.findBan(BOB);
    return ban == null ? "" : ban.reason();
  }
}
