package io.rtmkit.server.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The whole configuration of a server; one that exists is valid. Immutable. */
public record ServerConfig(
    ListenConfig listen,
    DataConfig data,
    AdminConfig admin,
    TlsConfig tls,
    WebSocketConfig webSocket,
    DevMode devMode,
    List<AppConfig> apps,
    TokenConfig token,
    SessionConfig session,
    LimitsConfig limits,
    RatesConfig rates,
    ChannelConfig channel,
    AttributeConfig attributes,
    LockConfig locks,
    PresenceConfig presence,
    InvitationConfig invitation,
    StoreConfig store,
    ClusterConfig cluster,
    OfflineConfig offline,
    HistoryConfig history,
    WebhookConfig webhooks,
    BeforeSendConfig beforeSend,
    ShutdownConfig shutdown,
    LogConfig log,
    ReloadConfig reload) {

  public ServerConfig {
    if (cluster.isShared() && store.kind() != StoreConfig.Kind.REDIS) {
      throw new ConfigException(
          "store.kind", "must be redis, which is what servers share if cluster.kind is redis");
    }
    apps = List.copyOf(apps);
    Set<String> ids = new HashSet<>();
    for (AppConfig app : apps) {
      if (!ids.add(app.id())) {
        throw new ConfigException("apps", "the id " + app.id() + " is there twice");
      }
    }
  }

  /** The built-in defaults. */
  public static ServerConfig defaults() {
    return defaultsWith(Map.of());
  }

  /** The built-in defaults with some values replaced, by key: {@code session.grace} to "1s". */
  public static ServerConfig defaultsWith(Map<String, String> settings) {
    return ConfigLoader.load(null, Map.of(), settings).config();
  }

  /** The configured app, or null. */
  public @Nullable AppConfig findApp(String appId) {
    for (AppConfig app : apps) {
      if (app.id().equals(appId)) {
        return app;
      }
    }
    return null;
  }

  /** The same with other apps. */
  public ServerConfig withApps(List<AppConfig> newApps) {
    return new ServerConfig(
        listen,
        data,
        admin,
        tls,
        webSocket,
        devMode,
        newApps,
        token,
        session,
        limits,
        rates,
        channel,
        attributes,
        locks,
        presence,
        invitation,
        store,
        cluster,
        offline,
        history,
        webhooks,
        beforeSend,
        shutdown,
        log,
        reload);
  }

  /** The same, with what may change while the server runs as a newer configuration has it. */
  ServerConfig reloadedFrom(ServerConfig newer) {
    return new ServerConfig(
        listen,
        data,
        admin,
        newer.tls,
        newer.webSocket,
        devMode,
        apps,
        token,
        session,
        newer.limits,
        newer.rates,
        channel,
        attributes,
        locks,
        presence,
        invitation,
        store,
        cluster,
        offline,
        history,
        webhooks,
        beforeSend,
        newer.shutdown,
        newer.log,
        reload);
  }
}
