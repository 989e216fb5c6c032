package io.rtmkit.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtmkit.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The operator's key: the configured one, or one that the first start makes and keeps. Immutable.
 *
 * @param file where it is kept, if the server made it; empty otherwise
 * @param isNew whether this start made it
 */
public record AdminKey(String secret, String file, boolean isNew) {
  private static final String NAME = "admin-key";

  /**
   * The key of a server.
   *
   * @param directory where one that was made is kept
   * @throws IOException if it cannot be read or kept; the message is for a person
   */
  public static AdminKey open(ServerConfig config, Path directory) throws IOException {
    String configured = config.admin().key();
    if (!configured.isEmpty()) {
      return new AdminKey(configured, "", false);
    }
    PrivateFile file = new PrivateFile(directory.resolve(NAME));
    byte[] kept = file.read();
    String secret = kept == null ? "" : new String(kept, UTF_8).strip();
    if (!secret.isEmpty()) {
      return new AdminKey(secret, file.path().toString(), false);
    }
    String made = Secrets.newKey();
    file.write((made + "\n").getBytes(UTF_8));
    return new AdminKey(made, file.path().toString(), true);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "AdminKey[file=" + file + "]";
  }
}
