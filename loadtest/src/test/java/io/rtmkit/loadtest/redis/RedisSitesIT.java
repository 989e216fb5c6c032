package io.rtmkit.loadtest.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several Redis that are one: they start, and go on when a master is killed. */
@Timeout(90)
class RedisSitesIT {
  private final Random random = new Random(1);
  @TempDir Path directory;

  private RedisSetup setup() {
    return new RedisSetup(directory, null, "everysec");
  }

  @Test
  void aReplicaTakesThePlaceOfItsMaster() throws IOException, InterruptedException {
    RedisSentinels site = new RedisSentinels(setup(), random);
    try {
      site.start();
      RedisProcess first = site.master();
      RedisConnection.ask(first.port(), "SET", "key", "value");
      RedisConnection.ask(first.port(), "WAIT", "1", "5000");
      site.killMaster();
      assertThat(site.master()).isNotSameAs(first);
      assertThat(RedisConnection.ask(site.master().port(), "GET", "key")).isEqualTo("value");
    } finally {
      site.close();
    }
  }

  @Test
  void aSlotMovesWithWhatIsInIt() throws IOException, InterruptedException {
    RedisCluster site = new RedisCluster(setup(), random);
    try {
      site.start();
      RedisProcess before = site.owner("room");
      RedisConnection.ask(before.port(), "SET", "room", "value");
      site.moveSlot("room*", random);
      assertThat(site.owner("room")).isNotSameAs(before);
      assertThat(RedisConnection.ask(site.owner("room").port(), "GET", "room")).isEqualTo("value");
      site.killMaster(random);
      assertThat(RedisConnection.ask(site.owner("room").port(), "GET", "room")).isEqualTo("value");
    } finally {
      site.close();
    }
  }
}
