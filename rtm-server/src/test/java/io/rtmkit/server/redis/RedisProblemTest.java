package io.rtmkit.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What is told when Redis cannot be reached, also when the failure itself says nothing. */
class RedisProblemTest {
  @Test
  void aFailureHasAText() {
    assertThat(RedisProblem.of(new TimeoutException()).text()).isEqualTo("no answer in time");
    assertThat(RedisProblem.of(new ClosedChannelException()).text())
        .isEqualTo("ClosedChannelException");
    assertThat(RedisProblem.of(new IllegalStateException(" ")).text())
        .isEqualTo("IllegalStateException");
    assertThat(RedisProblem.of(new TimeoutException()).isHopeless()).isFalse();
  }

  @Test
  void whatRedisSaysIsFoundWhereverItIs() {
    RedisConnectionException all = new RedisConnectionException("no node");
    all.addSuppressed(
        new CompletionException(new RedisCommandExecutionException("WRONGPASS invalid")));

    assertThat(RedisProblem.of(all).text()).isEqualTo("WRONGPASS invalid");
    assertThat(RedisProblem.of(all).isHopeless()).isTrue();
    assertThat(RedisProblem.of(new RedisCommandExecutionException("LOADING soon")).isHopeless())
        .isFalse();
  }

  @Test
  void aCertificateOfThisServerIsAskedFor() {
    RedisProblem problem =
        RedisProblem.of(
            new CompletionException(
                new SSLHandshakeException("Received fatal alert: certificate_required")));

    assertThat(problem.sentence(RedisConfigs.of("rediss://host", "rtm:")))
        .contains("it wants a certificate of this server")
        .contains("store.redis.tls-certificate");
    assertThat(problem.isHopeless()).isTrue();
  }

  @Test
  void aCertificateThatIsNotAcceptedStaysSo() {
    SSLHandshakeException failure = new SSLHandshakeException("no");
    failure.initCause(new CertificateException("unknown maker"));

    RedisProblem problem = RedisProblem.of(new RedisConnectionException("Unable", failure));

    assertThat(problem.text()).isEqualTo("its certificate is not accepted: unknown maker");
    assertThat(problem.sentence(RedisConfigs.of("rediss://u:secret@host", "rtm:")))
        .contains("store.redis.tls-ca")
        .contains("rediss://***@host")
        .doesNotContain("secret");
    assertThat(problem.isHopeless()).isTrue();
  }
}
