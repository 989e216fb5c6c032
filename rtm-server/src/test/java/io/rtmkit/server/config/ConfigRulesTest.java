package io.rtmkit.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every illegal value is refused with its key, the value, the rule and where it was set. */
class ConfigRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "store.redis.durability | fsync | store.redis.durability: 'fsync' is not allowed, must be one"
            + " of master, replica",
        "store.redis.durability | replica | store.redis.durability: replica is not allowed, must be"
            + " master unless store.kind is redis",
        "store.redis.tls-ca | pom.xml | store.redis.tls-ca: must be empty unless store.redis.uri begins"
            + " with rediss",
        "store.redis.tls-ca | /no/such.pem | store.redis.tls-ca: there is no readable file",
        "store.redis.tls-certificate | pom.xml | store.redis.tls-key: is empty, store.redis.tls-certificate"
            + " and store.redis.tls-key go",
        "store.durability | replica | store.durability: 'replica' is not allowed, must be one of"
            + " fsync, os",
        "listen.host | '' | listen.host: is empty, must be an address or a host name",
        "listen.port | x | listen.port: 'x' is not allowed, must be a whole number",
        "listen.port | -1 | listen.port: -1 is not allowed, must be from 0 to 65535",
        "listen.port | 65536 | listen.port: 65536 is not allowed, must be from 0 to 65535",
        "listen.backlog | 0 | listen.backlog: 0 is not allowed, must be from 1 to 65535",
        "listen.event-loops | 2000 | listen.event-loops: 2000 is not allowed, must be from 0",
        "listen.transport | kqueue | listen.transport: 'kqueue' is not allowed, must be one of"
            + " auto, epoll, nio",
        "dev-mode | yes | dev-mode: 'yes' is not allowed, must be one of auto, on, off",
        "tls.certificate | /no/such.pem | tls.key: is empty, tls.certificate and tls.key go",
        "web-socket.allowed-origins | example.com | web-socket.allowed-origins: 'example.com' is"
            + " not an origin",
        "token.leeway | 1h | token.leeway: 1h is not allowed, must be from 0s to 10m",
        "token.will-expire-lead | 2h | token.will-expire-lead: 2h is not allowed",
        "session.login-timeout | 0s | session.login-timeout: 0s is not allowed, must be from 10ms",
        "session.grace | soon | session.grace: 'soon' is not allowed, must be a duration like",
        "session.grace | 6s | session.unreachable-after: 6s is not allowed, must be shorter than"
            + " session.grace (6s)",
        "session.heartbeat-interval | 4s | session.heartbeat-interval: 4s is not allowed, must be"
            + " shorter than session.interrupted-after (4s)",
        "session.interrupted-after | 7s | session.interrupted-after: 7s is not allowed, must be"
            + " shorter than session.unreachable-after (6s)",
        "session.peer-ack-timeout | 2h | session.peer-ack-timeout: 2h is not allowed",
        "session.inbox-messages | 0 | session.inbox-messages: 0 is not allowed",
        "session.inbox-bytes | 1KB | session.inbox-bytes: 1024 is not allowed",
        "session.inbox-bytes | 2GB | session.inbox-bytes: '2GB' is not allowed, must be below 2GB",
        "session.send-buffer-bytes | 1 | session.send-buffer-bytes: 1 is not allowed",
        "limits.frame-bytes | 1MB | limits.frame-bytes: 1048576 is not allowed",
        "limits.frame-bytes | lots | limits.frame-bytes: 'lots' is not allowed, must be a size",
        "limits.login-bytes | 65KB | limits.login-bytes: 66560 is not allowed, must be at most"
            + " limits.frame-bytes (65536)",
        "limits.message-bytes | 64KB | limits.message-bytes: 65536 is not allowed, must be at"
            + " most limits.frame-bytes less 1 KB (64512)",
        "limits.channels-joined | 0 | limits.channels-joined: 0 is not allowed",
        "limits.members-listed | 99999 | limits.members-listed: 99999 is not allowed",
        "limits.member-count-channels | 0 | limits.member-count-channels: 0 is not allowed",
        "limits.requests-in-flight | 0 | limits.requests-in-flight: 0 is not allowed",
        "limits.connections | -1 | limits.connections: -1 is not allowed",
        "rates.message | 180 | rates.message: '180' is not allowed, must be a rate like 180/3s",
        "rates.frames | 0/1s | rates.frames: '0/1s' is not allowed, must be a rate like 180/3s",
        "channel.history-events | -1 | channel.history-events: -1 is not allowed",
        "channel.history-age | 48h | channel.history-age: 48h is not allowed",
        "channel.receipt-timeout | 2h | channel.receipt-timeout: 2h is not allowed",
        "attributes.count | 0 | attributes.count: 0 is not allowed",
        "attributes.key-bytes | 0 | attributes.key-bytes: 0 is not allowed",
        "attributes.value-bytes | 1MB | attributes.value-bytes: 1048576 is not allowed",
        "attributes.user-bytes | 1MB | attributes.user-bytes: 1048576 is not allowed",
        "attributes.channel-bytes | 1MB | attributes.channel-bytes: 1048576 is not allowed",
        "attributes.retention | 48h | attributes.retention: 48h is not allowed",
        "locks.count | 0 | locks.count: 0 is not allowed",
        "locks.longest | 1s | locks.shortest: 1s is not allowed, must be shorter than"
            + " locks.longest (1s)",
        "presence.queried | 0 | presence.queried: 0 is not allowed",
        "presence.watched | 5000 | presence.watched: 5000 is not allowed",
        "invitation.receive-timeout | 60s | invitation.receive-timeout: 1m is not allowed, must"
            + " be shorter than invitation.answer-timeout (1m)",
        "invitation.accept-timeout | 0s | invitation.accept-timeout: 0s is not allowed",
        "invitation.bytes | 1MB | invitation.bytes: 1048576 is not allowed",
        "invitation.open | 0 | invitation.open: 0 is not allowed",
        "channel.count-interval | 0s | channel.count-interval: 0s is not allowed",
        "webhooks.url | ftp://x | webhooks.url: must begin with http:// or https:// and name a"
            + " host",
        "webhooks.url | http:// | webhooks.url: 'http://' is no URL",
        "webhooks.url | http://x | webhooks.secret: has 0 characters, with webhooks.url at least"
            + " 16",
        "webhooks.events | user.onlin | webhooks.events: 'user.onlin' is no event",
        "webhooks.batch-events | 0 | webhooks.batch-events: 0 is not allowed",
        "webhooks.batch-delay | 2m | webhooks.batch-delay: 2m is not allowed",
        "webhooks.timeout | 2m | webhooks.timeout: 2m is not allowed",
        "webhooks.retry-shortest | 0s | webhooks.retry-shortest: 0s is not allowed",
        "webhooks.retry-longest | 500ms | webhooks.retry-longest: 500ms is not allowed, must be"
            + " from 1s to 1h",
        "webhooks.retention | 1s | webhooks.retention: 1s is not allowed, must be from 1m",
        "webhooks.outbox-bytes | 1KB | webhooks.outbox-bytes: 1024 is not allowed",
        "before-send.url | /x | before-send.url: must begin with http:// or https://",
        "before-send.url | https://x/ | before-send.secret: has 0 characters",
        "before-send.timeout | 1m | before-send.timeout: 1m is not allowed, must be from 10ms",
        "before-send.fallback | maybe | before-send.fallback: 'maybe' is not allowed, must be one"
            + " of allow, deny",
        "before-send.requests-in-flight | 0 | before-send.requests-in-flight: 0 is not allowed",
        "shutdown.drain | 2h | shutdown.drain: 2h is not allowed, must be from 0s to 1h",
      })
  void refuses(String key, String value, String message) {
    assertThatThrownBy(() -> ServerConfig.defaultsWith(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void theOriginIsNamedIfTheKeyItselfWasSet() {
    assertThatThrownBy(() -> ConfigLoader.load(null, Map.of("RTM_LISTEN_PORT", "x"), Map.of()))
        .hasMessageEndingWith("must be a whole number (set by env RTM_LISTEN_PORT)");
    assertThatThrownBy(() -> ServerConfig.defaultsWith(Map.of("listen.port", "x")))
        .hasMessageEndingWith("must be a whole number (set by flag)");
  }

  @Test
  void limitsThemselvesAreAllowed() {
    ServerConfig config =
        ServerConfig.defaultsWith(
            Map.of(
                "listen.port", "0",
                "listen.transport", "NIO",
                "limits.frame-bytes", "256KB",
                "limits.message-bytes", "255KB",
                "channel.history-events", "0",
                "web-socket.allowed-origins", "https://a.example, https://b.example"));
    assertThat(config.listen().port()).isZero();
    assertThat(config.listen().transport()).isEqualTo(ListenConfig.Transport.NIO);
    assertThat(config.limits().messageBytes()).isEqualTo(255 * 1024);
    assertThat(config.webSocket().allowedOrigins())
        .isEqualTo(List.of("https://a.example", "https://b.example"));
    assertThat(config.webSocket().allows("https://b.example")).isTrue();
    assertThat(config.webSocket().allows("https://c.example")).isFalse();
    assertThat(new WebSocketConfig(List.of()).allows("https://c.example")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.1.2.3, true",
    "localhost, true",
    "::1, true",
    "[::1], true",
    "0.0.0.0, false",
    "::, false",
    "192.168.1.1, false",
    "127.example.com, false",
    "rtm.example.com, false"
  })
  void loopback(String host, boolean expected) {
    assertThat(new ListenConfig(host, 7080, 1, 0, ListenConfig.Transport.AUTO).isLoopback())
        .isEqualTo(expected);
  }

  @Test
  void theSecretOfTheWebhooksServesBothAndIsNeverShown() {
    ServerConfig config =
        ServerConfig.defaultsWith(
            Map.of(
                "webhooks.url", "http://user:pass@example.com/hook",
                "webhooks.secret", "0123456789abcdef",
                "before-send.url", "https://example.com/ask"));
    assertThat(config.beforeSend().secret()).isEqualTo("0123456789abcdef");
    assertThat(config.toString()).doesNotContain("0123456789abcdef").doesNotContain("pass");
  }

  @Test
  void aSecretBehindWhsecIsBase64() {
    assertThatThrownBy(
            () ->
                ServerConfig.defaultsWith(
                    Map.of(
                        "webhooks.url", "http://x", "webhooks.secret", "whsec_not/base64!!!!!!")))
        .hasMessageContaining("webhooks.secret: must be Base64 behind whsec_");
  }
}
