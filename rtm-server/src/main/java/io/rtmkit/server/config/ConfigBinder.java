package io.rtmkit.server.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns settings into the records; an error says where the value came from. One thread. */
final class ConfigBinder {
  private final Settings settings;

  ConfigBinder(Settings settings) {
    this.settings = settings;
  }

  ServerConfig bind(List<AppConfig> apps) {
    try {
      return new ServerConfig(
          listen(),
          new DataConfig(text("data.path")),
          admin(),
          new TlsConfig(text("tls.certificate"), text("tls.key")),
          new WebSocketConfig(list("web-socket.allowed-origins")),
          choice("dev-mode", DevMode.class),
          apps,
          new TokenConfig(duration("token.leeway"), duration("token.will-expire-lead")),
          session(),
          limits(),
          rates(),
          channel(),
          attributes(),
          new LockConfig(
              number("locks.count"), duration("locks.shortest"), duration("locks.longest")),
          new PresenceConfig(number("presence.queried"), number("presence.watched")),
          invitation(),
          store(),
          cluster(),
          new OfflineConfig(number("offline.messages"), duration("offline.retention")),
          new HistoryConfig(
              duration("history.retention"),
              longSize("history.bytes-per-app"),
              choice("history.channel-readers", HistoryConfig.Readers.class)),
          webhooks(),
          beforeSend(),
          new ShutdownConfig(
              duration("shutdown.unready"), duration("shutdown.drain"), number("shutdown.rate")),
          new LogConfig(
              choice("log.format", LogConfig.Format.class),
              choice("log.level", LogConfig.Level.class)),
          new ReloadConfig(duration("reload.interval")));
    } catch (ConfigException e) {
      String origin = e.findKey() == null ? Setting.DEFAULT : settings.originOf(e.findKey());
      throw origin.equals(Setting.DEFAULT) ? e : e.from(origin);
    }
  }

  private ListenConfig listen() {
    return new ListenConfig(
        text("listen.host"),
        number("listen.port"),
        number("listen.backlog"),
        number("listen.event-loops"),
        choice("listen.transport", ListenConfig.Transport.class));
  }

  private AdminConfig admin() {
    return new AdminConfig(
        flag("admin.enabled"),
        text("admin.host"),
        number("admin.port"),
        text("admin.key"),
        rate("admin.rate"));
  }

  private SessionConfig session() {
    return new SessionConfig(
        duration("session.login-timeout"),
        duration("session.heartbeat-interval"),
        duration("session.interrupted-after"),
        duration("session.unreachable-after"),
        duration("session.grace"),
        duration("session.peer-ack-timeout"),
        number("session.inbox-messages"),
        size("session.inbox-bytes"),
        size("session.send-buffer-bytes"));
  }

  private LimitsConfig limits() {
    return new LimitsConfig(
        size("limits.frame-bytes"),
        size("limits.login-bytes"),
        size("limits.message-bytes"),
        number("limits.channels-joined"),
        number("limits.members-listed"),
        number("limits.member-count-channels"),
        number("limits.requests-in-flight"),
        number("limits.connections"));
  }

  private RatesConfig rates() {
    return new RatesConfig(
        rate("rates.login"),
        rate("rates.renew-token"),
        rate("rates.message"),
        rate("rates.join"),
        rate("rates.join-same-channel"),
        rate("rates.members"),
        rate("rates.member-counts"),
        rate("rates.query-presence"),
        rate("rates.watch-presence"),
        rate("rates.unwatch-presence"),
        rate("rates.list-watched"),
        rate("rates.write-user-attributes"),
        rate("rates.read-user-attributes"),
        rate("rates.write-channel-attributes"),
        rate("rates.read-channel-attributes"),
        rate("rates.lock"),
        rate("rates.history"),
        rate("rates.invitation"),
        rate("rates.frames"));
  }

  private ChannelConfig channel() {
    return new ChannelConfig(
        number("channel.history-events"),
        size("channel.history-bytes"),
        size("channel.history-total-bytes"),
        duration("channel.history-age"),
        duration("channel.count-interval"),
        duration("channel.large-count-interval"),
        duration("channel.receipt-timeout"));
  }

  private AttributeConfig attributes() {
    return new AttributeConfig(
        number("attributes.count"),
        size("attributes.key-bytes"),
        size("attributes.value-bytes"),
        size("attributes.user-bytes"),
        size("attributes.channel-bytes"),
        size("attributes.total-bytes"),
        duration("attributes.retention"));
  }

  private InvitationConfig invitation() {
    return new InvitationConfig(
        duration("invitation.receive-timeout"),
        duration("invitation.answer-timeout"),
        duration("invitation.accept-timeout"),
        size("invitation.bytes"),
        number("invitation.open"));
  }

  private StoreConfig store() {
    return new StoreConfig(
        choice("store.kind", StoreConfig.Kind.class),
        text("store.path"),
        choice("store.durability", StoreConfig.Durability.class),
        longSize("store.min-free"),
        choice("store.on-corruption", StoreConfig.OnCorruption.class),
        new RedisConfig(
            text("store.redis.uri"),
            text("store.redis.prefix"),
            new RedisTlsConfig(
                text("store.redis.tls-ca"),
                text("store.redis.tls-certificate"),
                text("store.redis.tls-key")),
            choice("store.redis.durability", RedisConfig.Durability.class),
            duration("store.redis.replica-timeout"),
            duration("store.redis.write-timeout"),
            duration("store.redis.read-timeout"),
            number("store.redis.requests-in-flight")));
  }

  private ClusterConfig cluster() {
    return new ClusterConfig(
        choice("cluster.kind", ClusterConfig.Kind.class),
        text("cluster.name"),
        duration("cluster.lease"));
  }

  private WebhookConfig webhooks() {
    return new WebhookConfig(
        text("webhooks.url"),
        text("webhooks.secret"),
        list("webhooks.events"),
        number("webhooks.batch-events"),
        duration("webhooks.batch-delay"),
        duration("webhooks.timeout"),
        duration("webhooks.retry-shortest"),
        duration("webhooks.retry-longest"),
        duration("webhooks.retention"),
        longSize("webhooks.outbox-bytes"));
  }

  private BeforeSendConfig beforeSend() {
    String own = text("before-send.secret");
    return new BeforeSendConfig(
        text("before-send.url"),
        own.isEmpty() ? text("webhooks.secret") : own,
        duration("before-send.timeout"),
        choice("before-send.fallback", BeforeSendConfig.Fallback.class),
        number("before-send.requests-in-flight"));
  }

  private String text(String key) {
    return settings.get(key).value().strip();
  }

  private List<String> list(String key) {
    return Arrays.stream(text(key).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private int number(String key) {
    return parse(key, ConfigBinder::parseNumber);
  }

  private long longSize(String key) {
    return parse(key, Quantities::parseSize);
  }

  private int size(String key) {
    long bytes = longSize(key);
    if (bytes > Integer.MAX_VALUE) {
      throw new ConfigException(key, "'" + text(key) + "' is not allowed, must be below 2GB");
    }
    return (int) bytes;
  }

  private Duration duration(String key) {
    return parse(key, Quantities::parseDuration);
  }

  private Rate rate(String key) {
    return parse(key, Rate::parse);
  }

  private <E extends Enum<E>> E choice(String key, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (nameOf(constant).equals(text(key).toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    String choices =
        Arrays.stream(type.getEnumConstants())
            .map(ConfigBinder::nameOf)
            .collect(Collectors.joining(", "));
    throw new ConfigException(key, "'" + text(key) + "' is not allowed, must be one of " + choices);
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private boolean flag(String key) {
    return switch (text(key).toLowerCase(Locale.ROOT)) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      default ->
          throw new ConfigException(key, "'" + text(key) + "' is not allowed, must be on or off");
    };
  }

  private <T> T parse(String key, Function<String, T> parser) {
    try {
      return parser.apply(text(key));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, "'" + text(key) + "' is not allowed, " + e.getMessage());
    }
  }

  private static int parseNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number", e);
    }
  }
}
