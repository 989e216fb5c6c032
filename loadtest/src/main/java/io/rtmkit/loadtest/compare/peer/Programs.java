package io.rtmkit.loadtest.compare.peer;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds programs of the system, and gives peers the files that come with the tool. Stateless. */
final class Programs {
  private Programs() {}

  /** The program of a name: on the path, or where distributions put servers. */
  private static @Nullable Path find(String name) {
    String path =
        System.getenv("PATH")
            + File.pathSeparator
            + "/usr/sbin"
            + File.pathSeparator
            + "/usr/local/sbin";
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path program = Path.of(directory, name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }

  /** What to start it by: with its directory, which need not be on the path. */
  static String path(String name) {
    Path program = find(name);
    if (program == null) {
      throw new IllegalStateException(name + " was there a moment ago");
    }
    return program.toString();
  }

  /** What to say if the program of a name is not there. */
  static @Nullable String findMissing(String program, String advice) {
    return find(program) == null ? "there is no program " + program + " (" + advice + ")" : null;
  }

  /** What a program says first; empty if it cannot be started. */
  static String firstLine(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (BufferedReader said = process.inputReader()) {
        String line = said.readLine();
        return line == null ? "" : line.strip();
      }
    } catch (IOException e) {
      return "";
    }
  }

  /** Copies a file that comes with the tool into a directory. */
  static Path copy(String resource, Path directory) throws IOException {
    Path file = directory.resolve(resource);
    try (InputStream in = Programs.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not in this jar");
      }
      Files.copy(in, file);
    }
    return file;
  }
}
