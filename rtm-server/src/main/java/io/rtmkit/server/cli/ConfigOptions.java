package io.rtmkit.server.cli;

import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.ConfigLoader;
import io.rtmkit.server.config.LoadedConfig;
import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.core.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that needs the configuration. One thread. */
public final class ConfigOptions {
  private static final String DEFAULT_FILE = "rtmkit.yaml";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file. Default: rtmkit.yaml in this directory, if it exists.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, like --set session.grace=60s. May be repeated.")
  private final Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--host", paramLabel = "HOST", description = "The same as --set listen.host=HOST")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "The same as --set listen.port=PORT")
  private @Nullable String port;

  /**
   * Reads and checks the configuration of this command line.
   *
   * @throws ConfigException if it is not good
   */
  public LoadedConfig load() {
    RtmCommand root = RtmCommand.of(Objects.requireNonNull(command));
    Map<String, String> flags = new LinkedHashMap<>(settings);
    if (host != null) {
      flags.put("listen.host", host);
    }
    if (port != null) {
      flags.put("listen.port", port);
    }
    return ConfigLoader.load(findFile(root), root.environment(), flags);
  }

  /**
   * The apps of a server with this configuration, with those that it has made.
   *
   * @throws ConfigException if they cannot be read
   */
  Apps loadApps(ServerConfig config) {
    try {
      return Apps.open(config, dataDirectory(config), Clock.system());
    } catch (IOException e) {
      throw new ConfigException("data.path", "" + e.getMessage());
    }
  }

  /** Where the server keeps what it makes. */
  Path dataDirectory(ServerConfig config) {
    return RtmCommand.of(Objects.requireNonNull(command)).directory().resolve(config.data().path());
  }

  /** The configuration file; null if there is none. */
  @Nullable Path findFile() {
    return findFile(RtmCommand.of(Objects.requireNonNull(command)));
  }

  private @Nullable Path findFile(RtmCommand root) {
    if (file != null) {
      return root.directory().resolve(file);
    }
    Path usual = root.directory().resolve(DEFAULT_FILE);
    return Files.exists(usual) ? usual : null;
  }
}
