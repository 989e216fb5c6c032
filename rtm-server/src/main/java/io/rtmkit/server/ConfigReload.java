package io.rtmkit.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.LiveConfig;
import io.rtmkit.server.config.LoadedConfig;
import io.rtmkit.server.config.Reloaded;
import io.rtmkit.server.log.ServerLog;
import java.io.IOException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration of a running server again and applies what may change at run time; a
 * configuration with a fault changes nothing. Thread-safe.
 */
public final class ConfigReload {
  private static final Logger log = LoggerFactory.getLogger(ConfigReload.class);

  private final Supplier<LoadedConfig> loader;
  private final RtmServer server;

  /** What the server was started with: the rest of it is in force until it ends. */
  private final LoadedConfig started;

  @GuardedBy("this")
  private LoadedConfig applied;

  /**
   * Prepares for a server that was started.
   *
   * @param loader reads and checks the configuration as at the start
   */
  public ConfigReload(Supplier<LoadedConfig> loader, LoadedConfig started, RtmServer server) {
    this.loader = loader;
    this.started = started;
    this.applied = started;
    this.server = server;
  }

  /**
   * Reads and applies. Certificate and key are read again in any case.
   *
   * @throws ConfigException if the configuration has a fault
   * @throws IOException if the certificate has one
   */
  public synchronized Reloaded reload() throws IOException {
    LoadedConfig newer = loader.get();
    server.reload(newer.config());
    ServerLog.apply(newer.config().log());
    Reloaded reloaded =
        new Reloaded(
            newer.changedFrom(applied).stream().filter(LiveConfig::isLive).toList(),
            newer.changedFrom(started).stream().filter(key -> !LiveConfig.isLive(key)).toList());
    applied = newer;
    return reloaded;
  }

  /**
   * The same for nobody who waits for the answer: it goes to the log.
   *
   * @param why what made somebody do it
   */
  public void reloadAndLog(String why) {
    try {
      Reloaded reloaded = reload();
      log.info(
          "configuration and certificate read again ({}); changed: {}",
          why,
          reloaded.applied().isEmpty() ? "no setting" : String.join(", ", reloaded.applied()));
      if (!reloaded.needRestart().isEmpty()) {
        log.warn("needs a restart: {}", String.join(", ", reloaded.needRestart()));
      }
    } catch (ConfigException | IOException e) {
      log.error("nothing is changed, the old configuration stays ({}): {}", why, e.getMessage());
    }
  }
}
