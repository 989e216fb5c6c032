package io.rtmkit.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.Limits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The defaults are a promise to operators: each is written down here a second time. */
class DefaultsTest {
  private final ServerConfig config = ServerConfig.defaults();

  @Test
  void listensOnLoopbackWithoutTls() {
    assertThat(config.listen())
        .isEqualTo(new ListenConfig("127.0.0.1", 7080, 4096, 0, ListenConfig.Transport.AUTO));
    assertThat(config.tls()).isEqualTo(new TlsConfig("", ""));
    assertThat(config.tls().isEnabled()).isFalse();
    assertThat(config.webSocket()).isEqualTo(new WebSocketConfig(List.of()));
    assertThat(config.devMode()).isEqualTo(DevMode.AUTO);
    assertThat(config.apps()).isEmpty();
  }

  @Test
  void timesOfTokensAndShutdown() {
    assertThat(config.token())
        .isEqualTo(new TokenConfig(Duration.ofSeconds(60), Duration.ofSeconds(30)));
    assertThat(config.shutdown())
        .isEqualTo(new ShutdownConfig(Duration.ZERO, Duration.ofSeconds(20), 1000));
  }

  @Test
  void logAndReload() {
    assertThat(config.log()).isEqualTo(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.INFO));
    assertThat(config.reload()).isEqualTo(new ReloadConfig(Duration.ofSeconds(5)));
  }

  @Test
  void session() {
    assertThat(config.session())
        .isEqualTo(
            new SessionConfig(
                Duration.ofSeconds(6),
                Duration.ofMillis(2500),
                Duration.ofSeconds(4),
                Duration.ofSeconds(6),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                2000,
                2 * 1024 * 1024,
                1024 * 1024));
  }

  @Test
  void limitsAreThoseOfTheProtocol() {
    assertThat(config.limits())
        .isEqualTo(
            new LimitsConfig(
                Limits.CLIENT_FRAME_BYTES,
                16 * 1024,
                Limits.MESSAGE_BYTES,
                Limits.CHANNELS_JOINED,
                Limits.MEMBERS_LISTED,
                Limits.MEMBER_COUNT_CHANNELS,
                Limits.REQUESTS_IN_FLIGHT,
                0));
  }

  @Test
  void rates() {
    assertThat(config.rates())
        .isEqualTo(
            new RatesConfig(
                new Rate(2, Duration.ofSeconds(1)),
                new Rate(2, Duration.ofSeconds(1)),
                new Rate(180, Duration.ofSeconds(3)),
                new Rate(50, Duration.ofSeconds(3)),
                new Rate(2, Duration.ofSeconds(5)),
                new Rate(5, Duration.ofSeconds(2)),
                new Rate(1, Duration.ofSeconds(1)),
                new Rate(10, Duration.ofSeconds(5)),
                new Rate(10, Duration.ofSeconds(5)),
                new Rate(10, Duration.ofSeconds(5)),
                new Rate(10, Duration.ofSeconds(5)),
                new Rate(10, Duration.ofSeconds(5)),
                new Rate(40, Duration.ofSeconds(5)),
                new Rate(10, Duration.ofSeconds(5)),
                new Rate(10, Duration.ofSeconds(5)),
                new Rate(20, Duration.ofSeconds(5)),
                new Rate(20, Duration.ofSeconds(5)),
                new Rate(180, Duration.ofSeconds(3)),
                new Rate(5000, Duration.ofSeconds(5))));
  }

  @Test
  void channel() {
    assertThat(config.channel())
        .isEqualTo(
            new ChannelConfig(
                1024,
                1024 * 1024,
                0,
                Duration.ofSeconds(120),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(40)));
  }

  @Test
  void attributesAndLocks() {
    assertThat(config.attributes())
        .isEqualTo(
            new AttributeConfig(
                Limits.ATTRIBUTES,
                Limits.ATTRIBUTE_KEY_BYTES,
                Limits.ATTRIBUTE_VALUE_BYTES,
                Limits.USER_ATTRIBUTES_BYTES,
                Limits.CHANNEL_ATTRIBUTES_BYTES,
                0,
                Duration.ofMinutes(2)));
    assertThat(config.locks())
        .isEqualTo(new LockConfig(32, Duration.ofSeconds(1), Duration.ofMinutes(5)));
  }

  @Test
  void storedMessages() {
    assertThat(config.store())
        .isEqualTo(
            new StoreConfig(
                StoreConfig.Kind.EMBEDDED,
                "rtmkit-data/messages",
                StoreConfig.Durability.FSYNC,
                256 << 20,
                StoreConfig.OnCorruption.STOP,
                new RedisConfig(
                    "",
                    "rtm:",
                    RedisTlsConfig.NONE,
                    RedisConfig.Durability.MASTER,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    4096)));
    assertThat(config.offline()).isEqualTo(new OfflineConfig(200, Duration.ofDays(7)));
    assertThat(config.history())
        .isEqualTo(new HistoryConfig(Duration.ofDays(7), 2L << 30, HistoryConfig.Readers.MEMBERS));
  }

  @Test
  void administration() {
    assertThat(config.data()).isEqualTo(new DataConfig("rtmkit-data"));
    assertThat(config.admin())
        .isEqualTo(new AdminConfig(true, "127.0.0.1", 7090, "", Rate.parse("500/1s")));
  }

  @Test
  void webhooks() {
    assertThat(config.webhooks())
        .isEqualTo(
            new WebhookConfig(
                "",
                "",
                List.of(),
                100,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofDays(3),
                1L << 30));
    assertThat(config.beforeSend())
        .isEqualTo(
            new BeforeSendConfig(
                "", "", Duration.ofMillis(300), BeforeSendConfig.Fallback.ALLOW, 256));
  }

  @Test
  void presenceAndInvitations() {
    assertThat(config.presence())
        .isEqualTo(new PresenceConfig(Limits.PRESENCE_QUERIED, Limits.PRESENCE_WATCHED));
    assertThat(config.invitation())
        .isEqualTo(
            new InvitationConfig(
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Limits.INVITATION_BYTES,
                100));
  }
}
