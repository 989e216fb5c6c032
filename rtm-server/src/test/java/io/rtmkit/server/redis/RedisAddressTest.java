package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What store.redis.uri may be. */
class RedisAddressTest {
  private static RedisAddress address(String uri) throws IOException {
    return RedisAddress.of(RedisConfigs.of(uri, "rtm:"));
  }

  @Test
  void oneRedis() throws IOException {
    RedisAddress address = address("rediss://rtm:secret@redis.example:6380");
    assertThat(address.isCluster()).isFalse();
    RedisURI node = address.nodes().get(0);
    assertThat(node.isSsl()).isTrue();
    assertThat(node.getHost()).isEqualTo("redis.example");
    assertThat(node.getPort()).isEqualTo(6380);
  }

  @Test
  void oneThatSentinelsName() throws IOException {
    RedisAddress address = address("redis-sentinel://:secret@one:26379,two:26379#rtm");
    assertThat(address.isCluster()).isFalse();
    assertThat(address.nodes().get(0).getSentinels()).hasSize(2);
    assertThat(address.nodes().get(0).getSentinelMasterId()).isEqualTo("rtm");
  }

  @Test
  void aCluster() throws IOException {
    RedisAddress address = address("rediss-cluster://rtm:s%40cret@one:6379,two:6380,three");
    assertThat(address.isCluster()).isTrue();
    assertThat(address.nodes())
        .extracting(RedisURI::getHost)
        .containsExactly("one", "two", "three");
    assertThat(address.nodes()).extracting(RedisURI::getPort).containsExactly(6379, 6380, 6379);
    assertThat(address.nodes()).allMatch(RedisURI::isSsl);
    for (RedisURI node : address.nodes()) {
      var login = node.getCredentialsProvider().resolveCredentials().block();
      assertThat(login.getUsername()).isEqualTo("rtm");
      assertThat(new String(login.getPassword())).isEqualTo("s@cret");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://:secret@one", "redis-cluster://", "redis-cluster://:secret@one,,two"})
  void anythingElseIsRefusedWithoutThePassword(String uri) {
    assertThatThrownBy(() -> address(uri))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("store.redis.uri: must be like")
        .hasMessageNotContaining("secret@");
  }
}
