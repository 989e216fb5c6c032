package io.rtmkit.server.app;

import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_INVALID_APP_ID_VALUE;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.DevMode;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.token.TokenVerdict;
import io.rtmkit.server.token.TokenVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The apps of this server, whether a token opens one of them, and the keys of their back ends.
 * Thread-safe: reading takes no lock; changes come one after the other, and each is on the disk
 * before it counts.
 */
public final class Apps {
  private static final int ID_DIGITS = 32;
  private static final int KEY_ID_DIGITS = 16;

  /** Stands for the hash of a key that does not exist: so both cost the same. */
  private static final String NO_HASH = Secrets.hash("");

  private final ServerConfig config;
  private final TokenVerifier tokens;
  private final AppFile file;
  private final Clock clock;

  @GuardedBy("this")
  private AppFile.Content content;

  private volatile Map<String, AppConfig> byId = Map.of();
  private volatile Map<String, AppKey> keys = Map.of();

  private Apps(ServerConfig config, AppFile file, Clock clock) throws IOException {
    this.config = config;
    this.tokens = new TokenVerifier(config.token());
    this.file = file;
    this.clock = clock;
    this.content = file.read();
    publish(content);
  }

  /**
   * The apps of the configuration, and those that are kept in a directory.
   *
   * @throws IOException if they cannot be read; the message is for a person
   */
  public static Apps open(ServerConfig config, Path directory, Clock clock) throws IOException {
    return new Apps(config, AppFile.in(directory), clock);
  }

  /** The apps of the configuration; what is made while the server runs ends with it. */
  public static Apps of(ServerConfig config, Clock clock) {
    try {
      return new Apps(config, AppFile.none(), clock);
    } catch (IOException e) {
      throw new IllegalStateException("there is no file to fail", e);
    }
  }

  private void publish(AppFile.Content now) {
    Map<String, AppConfig> apps = new LinkedHashMap<>();
    config.apps().forEach(app -> apps.put(app.id(), app));
    for (ManagedApp app : now.apps()) {
      apps.putIfAbsent(app.id(), AppConfig.withCertificate(app.id(), app.certificate()));
    }
    Map<String, AppKey> newKeys = new LinkedHashMap<>();
    now.keys().forEach(key -> newKeys.put(key.id(), key));
    byId = apps;
    keys = newKeys;
  }

  /** What the server would answer to a login with this token. */
  public TokenVerdict verify(String appId, String userId, String token) {
    AppConfig app = find(appId);
    if (app == null && !allowsOpenApps()) {
      return new TokenVerdict(
          LOGIN_ERR_INVALID_APP_ID_VALUE, "appId: no such app on this server", TokenVerdict.NEVER);
    }
    return tokens.verify(appId, app, userId, token, clock.currentTimeMillis());
  }

  /** Whether app ids that nobody configured or made are open. */
  public boolean allowsOpenApps() {
    return config.devMode() == DevMode.AUTO
        ? byId.isEmpty() && config.listen().isLoopback()
        : config.devMode() == DevMode.ON;
  }

  /** The app, if it was configured or made. */
  public @Nullable AppConfig find(String appId) {
    return byId.get(appId);
  }

  /** Whether users of this app may log in. */
  public boolean isServed(String appId) {
    return find(appId) != null || allowsOpenApps();
  }

  /** The apps that were configured or made. */
  public List<AppConfig> all() {
    return List.copyOf(byId.values());
  }

  /** Whether the app is in the configuration, where only its file changes it. */
  public boolean isConfigured(String appId) {
    return config.findApp(appId) != null;
  }

  /**
   * Makes the first app of a server on which otherwise nobody could log in.
   *
   * @return null if none is needed
   */
  public @Nullable AppConfig createFirst() throws IOException {
    boolean needed = config.devMode() == DevMode.AUTO && byId.isEmpty() && !allowsOpenApps();
    return needed ? create() : null;
  }

  /** Makes an app with an id and a certificate of its own. */
  public synchronized AppConfig create() throws IOException {
    ManagedApp app =
        new ManagedApp(Secrets.hex(ID_DIGITS), Secrets.hex(ID_DIGITS), clock.currentTimeMillis());
    List<ManagedApp> apps = new ArrayList<>(content.apps());
    apps.add(app);
    change(new AppFile.Content(apps, content.keys()));
    return AppConfig.withCertificate(app.id(), app.certificate());
  }

  /**
   * Gives an app that was made a new certificate; tokens of the old one open nothing from now on.
   *
   * @return null if there is no such app
   */
  public synchronized @Nullable AppConfig renewCertificate(String appId) throws IOException {
    List<ManagedApp> apps = new ArrayList<>(content.apps());
    for (int i = 0; i < apps.size(); i++) {
      if (apps.get(i).id().equals(appId)) {
        String certificate = Secrets.hex(ID_DIGITS);
        apps.set(i, new ManagedApp(appId, certificate, apps.get(i).createdMs()));
        change(new AppFile.Content(apps, content.keys()));
        return AppConfig.withCertificate(appId, certificate);
      }
    }
    return null;
  }

  /** Removes an app that was made, and its keys; false if there is none. */
  public synchronized boolean remove(String appId) throws IOException {
    List<ManagedApp> apps = new ArrayList<>(content.apps());
    if (!apps.removeIf(app -> app.id().equals(appId))) {
      return false;
    }
    List<AppKey> left = new ArrayList<>(content.keys());
    left.removeIf(key -> key.appId().equals(appId));
    change(new AppFile.Content(apps, left));
    return true;
  }

  /** Makes a key for the back end of an app. */
  public synchronized AppKey.Created createKey(String appId, String note) throws IOException {
    String secret = Secrets.newKey();
    AppKey key =
        new AppKey(
            Secrets.hex(KEY_ID_DIGITS),
            appId,
            Secrets.hash(secret),
            note,
            clock.currentTimeMillis());
    List<AppKey> all = new ArrayList<>(content.keys());
    all.add(key);
    change(new AppFile.Content(content.apps(), all));
    return new AppKey.Created(key, secret);
  }

  /** Removes a key; false if the app has no such key. */
  public synchronized boolean removeKey(String appId, String keyId) throws IOException {
    List<AppKey> left = new ArrayList<>(content.keys());
    if (!left.removeIf(key -> key.id().equals(keyId) && key.appId().equals(appId))) {
      return false;
    }
    change(new AppFile.Content(content.apps(), left));
    return true;
  }

  @GuardedBy("this")
  private void change(AppFile.Content changed) throws IOException {
    file.write(changed);
    content = changed;
    publish(changed);
  }

  /** The keys of an app. */
  public List<AppKey> keys(String appId) {
    return keys.values().stream().filter(key -> key.appId().equals(appId)).toList();
  }

  /** The key that this id and secret are of, or null. */
  public @Nullable AppKey findKey(String keyId, String secret) {
    AppKey key = keys.get(keyId);
    boolean good = Secrets.areEqual(Secrets.hash(secret), key == null ? NO_HASH : key.hash());
    return good ? key : null;
  }
}
