package io.rtmkit.server.store.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** The contract, kept in the Redis that most people run; only where Docker is. One thread. */
class ContainerRedisMessageStoreIT extends RedisContract {
  private static final int PORT = 6379;
  private static GenericContainer<?> redis;

  @BeforeAll
  @SuppressWarnings("resource") // closed below
  static void start() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers");
    redis = new GenericContainer<>(DockerImageName.parse("redis:7")).withExposedPorts(PORT);
    try {
      redis.start();
    } catch (RuntimeException e) { // an engine that can fetch no images is as good as none
      Assumptions.abort("the engine starts no Redis: " + e);
    }
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.stop();
    }
  }

  @Override
  String uri() {
    return "redis://" + redis.getHost() + ":" + redis.getMappedPort(PORT);
  }
}
