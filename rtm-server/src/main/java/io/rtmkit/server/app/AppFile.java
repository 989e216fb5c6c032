package io.rtmkit.server.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the apps and keys that were made while the server runs. Not thread-safe. */
final class AppFile {
  private static final String NAME = "apps.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Null keeps nothing. */
  private final @Nullable PrivateFile file;

  /** What is in the file. */
  record Content(List<ManagedApp> apps, List<AppKey> keys) {
    static final Content NOTHING = new Content(List.of(), List.of());

    Content {
      apps = List.copyOf(apps);
      keys = List.copyOf(keys);
    }
  }

  private AppFile(@Nullable PrivateFile file) {
    this.file = file;
  }

  static AppFile in(Path directory) {
    return new AppFile(new PrivateFile(directory.resolve(NAME)));
  }

  /** Forgets everything with the process. */
  static AppFile none() {
    return new AppFile(null);
  }

  Content read() throws IOException {
    byte[] bytes = file == null ? null : file.read();
    if (file == null || bytes == null) {
      return Content.NOTHING;
    }
    try {
      return JSON.readValue(bytes, Content.class);
    } catch (IOException e) {
      // Without the cause: its text may quote what is in the file.
      throw new IOException(file.path().toAbsolutePath() + " is damaged: it is no JSON of apps");
    }
  }

  void write(Content content) throws IOException {
    if (file != null) {
      file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }
  }
}
