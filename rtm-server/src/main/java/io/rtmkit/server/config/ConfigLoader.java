package io.rtmkit.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration: built-in defaults, over them the YAML file, the environment, the flags.
 * Stateless.
 */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Reads and checks everything.
   *
   * @param file YAML, or null for none
   * @param env environment variables; those that do not begin with RTM_ are ignored
   * @param flags values of the command line by key, like {@code listen.port}
   * @throws ConfigException if the server cannot start like this
   */
  public static LoadedConfig load(
      @Nullable Path file, Map<String, String> env, Map<String, String> flags) {
    Settings settings = Settings.ofDefaults();
    AppSettings apps = new AppSettings();
    if (file != null) {
      YamlText yaml = YamlText.read(file);
      yaml.forEachLeaf((key, value) -> settings.put(key, value, yaml.origin()));
      apps.addAll(yaml);
    }
    Environment environment = new Environment(env);
    environment.overlay(settings);
    apps.add(environment);
    flags.forEach((key, value) -> settings.put(key, value, "flag"));

    ServerConfig config = new ConfigBinder(settings).bind(apps.apps());
    List<String> warnings = new ArrayList<>();
    environment.warnOfOthers(warnings::add);
    warnOfOpenDoors(config, warnings);
    Map<String, Setting> all = settings.shown();
    all.putAll(apps.shown());
    return new LoadedConfig(config, all, warnings);
  }

  private static void warnOfOpenDoors(ServerConfig config, List<String> warnings) {
    for (AppConfig app : config.apps()) {
      if (app.isOpen()) {
        warnings.add("app " + app.id() + " has neither certificate nor JWT key: any token logs in");
      }
    }
    if (config.devMode() == DevMode.ON && !config.listen().isLoopback()) {
      warnings.add(
          "dev-mode is on: whoever reaches "
              + config.listen().host()
              + " can log in with an app id of their own");
    }
    if (config.devMode() == DevMode.OFF && config.apps().isEmpty()) {
      warnings.add("dev-mode is off and there are no apps: nobody can log in");
    }
  }
}
