package io.rtmkit.server.app;

import static io.rtmkit.protocol.v1.LoginError.LOGIN_ERR_INVALID_APP_ID_VALUE;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.DevMode;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.SharedTable;
import io.rtmkit.server.token.TokenVerdict;
import io.rtmkit.server.token.TokenVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The apps of this server, whether a token opens one of them, and the keys of their back ends.
 * Thread-safe: reading takes no lock; a change is on the disk, or in the table that the servers
 * share, before it counts.
 */
public final class Apps {
  private static final Logger log = LoggerFactory.getLogger(Apps.class);
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

  /** Where all servers have the apps; null if this one is alone. */
  private volatile @Nullable SharedTable table;

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

  /**
   * From now on the apps are those of all servers. Called once, before the server runs; what it has
   * made before is taken over if it is the first of them.
   */
  public synchronized void share(SharedTable shared) {
    table = shared;
    shared.listen(new Entries(), AppEntries.of(content));
  }

  /** Hears what the servers share. Thread-safe. */
  private final class Entries implements SharedTable.Listener {
    @Override
    public void onEntry(String key, @Nullable String value) {
      take(now -> AppEntries.changed(now, key, value));
    }

    @Override
    public void onAll(Map<String, String> entries) {
      take(now -> AppEntries.read(entries));
    }
  }

  /** The file is a copy then, for commands and for a start with an empty table. */
  private void take(UnaryOperator<AppFile.Content> change) {
    synchronized (this) {
      AppFile.Content changed = change.apply(content);
      if (changed.equals(content)) {
        return;
      }
      content = changed;
      publish(changed);
    }
    ForkJoinPool.commonPool().execute(this::copy); // not on a thread that waits for no disk
  }

  private synchronized void copy() {
    try {
      file.write(content);
    } catch (IOException e) {
      log.warn("the copy of the apps is old: {}", e.getMessage());
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
   * Makes the first app of a server on which otherwise nobody could log in. Waits until it is kept.
   *
   * @return null if none is needed
   */
  public @Nullable AppConfig createFirst() throws IOException {
    boolean needed = config.devMode() == DevMode.AUTO && byId.isEmpty() && !allowsOpenApps();
    try {
      return needed ? create().join() : null;
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("no app can be made: " + cause.getMessage(), e);
    }
  }

  /** Makes an app with an id and a certificate of its own; fails if it cannot be kept. */
  public CompletableFuture<AppConfig> create() {
    ManagedApp app =
        new ManagedApp(Secrets.hex(ID_DIGITS), Secrets.hex(ID_DIGITS), clock.currentTimeMillis());
    return change(AppEntries.key(app), AppEntries.value(app))
        .thenApply(done -> AppConfig.withCertificate(app.id(), app.certificate()));
  }

  /**
   * Gives an app that was made a new certificate; tokens of the old one open nothing from now on.
   *
   * @return answers null if there is no such app
   */
  public CompletableFuture<@Nullable AppConfig> renewCertificate(String appId) {
    ManagedApp old = made(appId);
    if (old == null) {
      return CompletableFuture.completedFuture(null);
    }
    ManagedApp app = new ManagedApp(appId, Secrets.hex(ID_DIGITS), old.createdMs());
    return change(AppEntries.key(app), AppEntries.value(app))
        .thenApply(done -> AppConfig.withCertificate(appId, app.certificate()));
  }

  private synchronized @Nullable ManagedApp made(String appId) {
    return content.apps().stream().filter(app -> app.id().equals(appId)).findAny().orElse(null);
  }

  /** Removes an app that was made, and its keys; answers false if there is none. */
  public CompletableFuture<Boolean> remove(String appId) {
    ManagedApp app = made(appId);
    if (app == null) {
      return CompletableFuture.completedFuture(false);
    }
    CompletableFuture<?>[] keysGone =
        keys(appId).stream()
            .map(key -> change(AppEntries.key(key), null))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(keysGone)
        .thenCompose(gone -> change(AppEntries.key(app), null))
        .thenApply(done -> true);
  }

  /** Makes a key for the back end of an app; fails if it cannot be kept. */
  public CompletableFuture<AppKey.Created> createKey(String appId, String note) {
    String secret = Secrets.newKey();
    AppKey key =
        new AppKey(
            Secrets.hex(KEY_ID_DIGITS),
            appId,
            Secrets.hash(secret),
            note,
            clock.currentTimeMillis());
    return change(AppEntries.key(key), AppEntries.value(key))
        .thenApply(done -> new AppKey.Created(key, secret));
  }

  /** Removes a key; answers false if the app has no such key. */
  public CompletableFuture<Boolean> removeKey(String appId, String keyId) {
    AppKey key = keys.get(keyId);
    return key == null || !key.appId().equals(appId)
        ? CompletableFuture.completedFuture(false)
        : change(AppEntries.key(key), null).thenApply(done -> true);
  }

  /** Changes one entry; null removes it. */
  private CompletableFuture<Void> change(String key, @Nullable String value) {
    SharedTable shared = table;
    if (shared == null) {
      return changeFile(key, value);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    Answer<Void> answer =
        (nothing, problem) -> {
          if (problem == null) {
            done.complete(null);
          } else {
            done.completeExceptionally(problem);
          }
        };
    if (value == null) {
      shared.remove(key, answer);
    } else {
      shared.put(key, value, answer);
    }
    return done;
  }

  private synchronized CompletableFuture<Void> changeFile(String key, @Nullable String value) {
    AppFile.Content changed = AppEntries.changed(content, key, value);
    try {
      file.write(changed);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    content = changed;
    publish(changed);
    return CompletableFuture.completedFuture(null);
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
