package io.rtmkit.server.cli;

import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ConfigException;
import io.rtmkit.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Says which app a token is for. A certificate is never an argument: arguments are visible to
 * everybody on the machine. One thread.
 */
final class AppOptions {
  @Option(
      names = "--app",
      paramLabel = "ID",
      description = "App id. Default: the configured app, if there is exactly one.")
  private @Nullable String id;

  @Option(
      names = "--certificate-file",
      paramLabel = "FILE",
      description = "File with the app's certificate. Default: as configured.")
  private @Nullable Path certificateFile;

  /**
   * The app that was meant; one that is open if the configuration says so.
   *
   * @throws ConfigException if there is no such app
   */
  AppConfig choose(ServerConfig config) {
    String appId = id == null ? onlyApp(config) : id;
    if (certificateFile != null) {
      return AppConfig.withCertificate(appId, read(certificateFile));
    }
    AppConfig app = config.findApp(appId);
    if (app != null) {
      return app;
    }
    if (config.allowsOpenApps()) {
      return AppConfig.open(appId);
    }
    throw new ConfigException("--app", "no app " + appId + " is configured");
  }

  private static String onlyApp(ServerConfig config) {
    if (config.apps().size() != 1) {
      throw new ConfigException(
          "--app", "is missing, and " + config.apps().size() + " apps are configured");
    }
    return config.apps().get(0).id();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigException("--certificate-file", "cannot read " + file);
    }
  }
}
