package io.rtmkit.server.cli;

import io.rtmkit.server.app.Apps;
import io.rtmkit.server.config.AppConfig;
import io.rtmkit.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  AppConfig choose(Apps apps) {
    String appId = id == null ? onlyApp(apps.all()) : id;
    if (certificateFile != null) {
      return AppConfig.withCertificate(appId, read(certificateFile));
    }
    AppConfig app = apps.find(appId);
    if (app != null) {
      return app;
    }
    if (apps.allowsOpenApps()) {
      return AppConfig.open(appId);
    }
    throw new ConfigException("--app", "this server has no app " + appId);
  }

  private static String onlyApp(List<AppConfig> apps) {
    if (apps.size() != 1) {
      throw new ConfigException("--app", "is missing, and there are " + apps.size() + " apps");
    }
    return apps.get(0).id();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigException("--certificate-file", "cannot read " + file);
    }
  }
}
