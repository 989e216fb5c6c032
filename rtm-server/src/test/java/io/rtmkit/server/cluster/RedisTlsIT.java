package io.rtmkit.server.cluster;

import static io.rtmkit.server.e2e.SdkUser.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtmkit.client.RtmChannel;
import io.rtmkit.client.SendMessageOptions;
import io.rtmkit.server.config.RedisTlsConfig;
import io.rtmkit.server.e2e.Answer;
import io.rtmkit.server.e2e.SdkUser;
import io.rtmkit.server.e2e.TestCertificate;
import io.rtmkit.server.e2e.TestServer;
import io.rtmkit.server.redis.RedisConfigs;
import io.rtmkit.server.redis.RedisTlsServers;
import io.rtmkit.server.store.redis.RedisMessageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers whose Redis wants TLS, a user and a password. One thread. */
class RedisTlsIT {
  private static final String LOGIN = RedisTlsServers.USER + ":" + RedisTlsServers.PASSWORD + "@";

  @TempDir Path directory;
  private TestCertificate certificate;

  @BeforeEach
  void makeCertificate() throws IOException {
    certificate = TestCertificate.create(directory);
  }

  /** How a Redis is started; returns where it is. */
  private interface Start {
    String of(RedisTlsServers redis) throws IOException;
  }

  @Test
  void serversShareARedisWithTls() throws IOException {
    runTwoServers("rediss://", RedisTlsServers::startOne, "master");
  }

  @Test
  void serversShareAClusterWithTls() throws IOException {
    runTwoServers("rediss-cluster://", RedisTlsServers::startCluster, "master");
  }

  @Test
  void serversShareARedisThatASentinelWithTlsNames() throws IOException {
    runTwoServers("rediss-sentinel://", RedisTlsServers::startSentinel, "master");
  }

  @Test
  void whoWaitsForReplicasDoesSoWithTls() throws IOException {
    try (RedisTlsServers redis = new RedisTlsServers(directory, certificate, true)) {
      String uri = "rediss://" + LOGIN + redis.startOne();
      try (TestServer server = TestServer.start(settings(uri, "replica"));
          SdkUser alice = SdkUser.login("alice", server.address())) {
        store(alice, "carol").expectRefusal(2, "nobody knows", "no replica confirmed it");
      }
    }
  }

  private void runTwoServers(String scheme, Start start, String durability) throws IOException {
    try (RedisTlsServers redis = new RedisTlsServers(directory, certificate, true)) {
      String uri = scheme + LOGIN + start.of(redis);
      try (TestServer first = TestServer.start(settings(uri, durability));
          TestServer second = TestServer.start(settings(uri, durability));
          SdkUser alice = SdkUser.login("alice", first.address());
          SdkUser bob = SdkUser.login("bob", second.address())) {
        RtmChannel room = alice.join("room");
        bob.join("room");
        assertThat(await(alice.toChannel(room, "hello"))).isZero();
        bob.await("channel alice: hello");
        assertThat(await(alice.toPeer("bob", "hi"))).isZero();
        assertThat(store(alice, "carol").code()).isEqualTo(4);
        assertThat(redis.secured()).as("each of both has several").isGreaterThan(3);
        assertThat(redis.securedToSentinel() > 0).isEqualTo(scheme.contains("sentinel"));
      }
    }
  }

  private Map<String, String> settings(String uri, String durability) {
    Map<String, String> settings = new HashMap<>();
    settings.put("store.kind", "redis");
    settings.put("store.redis.uri", uri);
    settings.put("store.redis.prefix", RedisTlsServers.PREFIX);
    settings.put("store.redis.durability", durability);
    settings.put("store.redis.tls-ca", certificate.certificate().toString());
    settings.put("store.redis.tls-certificate", certificate.certificate().toString());
    settings.put("store.redis.tls-key", certificate.key().toString());
    settings.put("cluster.kind", "redis");
    return settings;
  }

  private static Answer<Void> store(SdkUser from, String to) {
    SendMessageOptions options = new SendMessageOptions();
    options.enableOfflineMessaging = true;
    return Answer.of(
        callback ->
            from.client()
                .sendMessageToPeer(to, from.client().createMessage("later"), options, callback));
  }

  @ParameterizedTest
  @CsvSource({"rediss://", "rediss-cluster://", "rediss-sentinel://"})
  void aCertificateOfSomebodyElseIsNotAccepted(String scheme) throws IOException {
    try (RedisTlsServers redis = new RedisTlsServers(directory, certificate, false)) {
      refuses(
          scheme + LOGIN + startFor(scheme, redis),
          RedisTlsConfig.NONE,
          "its certificate is not accepted",
          "store.redis.tls-ca");
    }
  }

  @ParameterizedTest
  @CsvSource({"rediss://", "rediss-cluster://", "rediss-sentinel://"})
  void aCertificateForAnotherHostIsNotAccepted(String scheme) throws IOException {
    Path own = Files.createDirectory(directory.resolve("other"));
    TestCertificate other = TestCertificate.create(own, "dns:elsewhere.example");
    RedisTlsConfig tls = new RedisTlsConfig(other.certificate().toString(), "", "");
    try (RedisTlsServers redis = new RedisTlsServers(directory, other, false)) {
      refuses(
          scheme + LOGIN + startFor(scheme, redis),
          tls,
          "its certificate is not accepted",
          "localhost");
    }
  }

  @ParameterizedTest
  @CsvSource({"rediss://", "rediss-cluster://", "rediss-sentinel://"})
  void aWrongPasswordIsSaidAtOnce(String scheme) throws IOException {
    RedisTlsConfig tls = new RedisTlsConfig(certificate.certificate().toString(), "", "");
    try (RedisTlsServers redis = new RedisTlsServers(directory, certificate, false)) {
      String login = RedisTlsServers.USER + ":not-this-one@";
      refuses(scheme + login + startFor(scheme, redis), tls, "WRONGPASS");
    }
  }

  @Test
  void filesThatAreNoCertificatesAreSaid() throws IOException {
    String none = Files.writeString(directory.resolve("none.pem"), "nothing").toString();
    String own = certificate.certificate().toString();
    refuses(
        "rediss://localhost:1", new RedisTlsConfig(none, "", ""), "store.redis.tls-ca: " + none);
    refuses(
        "rediss://localhost:1", new RedisTlsConfig("", own, none), "store.redis.tls-key: " + none);
  }

  private static String startFor(String scheme, RedisTlsServers redis) throws IOException {
    if (scheme.contains("cluster")) {
      return redis.startCluster();
    }
    return scheme.contains("sentinel") ? redis.startSentinel() : redis.startOne();
  }

  private static void refuses(String uri, RedisTlsConfig tls, String... words) {
    long begin = System.nanoTime();
    assertThatThrownBy(
            () -> RedisMessageStore.findProblems(RedisConfigs.of(uri, RedisTlsServers.PREFIX, tls)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContainingAny(
            List.of(RedisTlsServers.PASSWORD, "not-this-one").toArray(String[]::new));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(18));
  }
}
