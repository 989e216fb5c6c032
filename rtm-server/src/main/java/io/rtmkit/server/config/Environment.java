package io.rtmkit.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings in environment variables: {@code listen.port} is RTM_LISTEN_PORT, or
 * RTM_LISTEN_PORT_FILE names a file with the value. An empty variable counts as not set. Remembers
 * which variables were asked for, to warn of the others. One thread.
 */
final class Environment {
  private static final String PREFIX = "RTM_";
  private static final String FILE_SUFFIX = "_FILE";

  /** Read elsewhere: by the client. */
  private static final Set<String> FOREIGN = Set.of("RTM_SERVER");

  /** Keys whose value is the name of a file: both variables name it. */
  private static final Set<String> PATH_KEYS = Set.of("tls.certificate", "tls.key");

  private final Map<String, String> variables;
  private final Set<String> known = new HashSet<>(FOREIGN);

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** Puts every variable that names a key into the settings. */
  void overlay(Settings settings) {
    for (String key : settings.keys()) {
      Setting found = PATH_KEYS.contains(key) ? findPath(nameOf(key)) : find(nameOf(key));
      if (found != null) {
        settings.put(key, found.value(), found.origin());
      }
    }
  }

  /** The value of a variable, or the content of the file that its twin with _FILE names. */
  @Nullable Setting find(String name) {
    Setting direct = findPlain(name);
    Setting file = findPlain(name + FILE_SUFFIX);
    rejectBoth(name, direct, file);
    return file == null
        ? direct
        : new Setting(readFile(name + FILE_SUFFIX, file.value()), file.origin());
  }

  /** The value of a variable as it stands. */
  @Nullable Setting findPlain(String name) {
    known.add(name);
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : new Setting(value.strip(), "env " + name);
  }

  /** Reports each RTM_ variable that nobody has asked for. */
  void warnOfOthers(Consumer<String> warnings) {
    for (String name : new TreeSet<>(variables.keySet())) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        warnings.accept(
            "environment variable " + name + ": no such setting" + Suggestion.of(name, known));
      }
    }
  }

  /** Reads a file that a setting names, without the line end at its end. */
  static String readFile(String setting, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | InvalidPathException e) {
      throw new ConfigException(setting, "cannot read the file " + file);
    }
  }

  private @Nullable Setting findPath(String name) {
    Setting direct = findPlain(name);
    Setting file = findPlain(name + FILE_SUFFIX);
    rejectBoth(name, direct, file);
    return file == null ? direct : file;
  }

  private static void rejectBoth(String name, @Nullable Setting direct, @Nullable Setting file) {
    if (direct != null && file != null) {
      throw new ConfigException(name, "is set, and " + name + FILE_SUFFIX + " too: give one");
    }
  }

  /** The variable of a key. */
  static String nameOf(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
