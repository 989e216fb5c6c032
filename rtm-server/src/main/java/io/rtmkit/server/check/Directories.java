package io.rtmkit.server.check;

import io.rtmkit.server.config.ServerConfig;
import io.rtmkit.server.config.StoreConfig;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the server can write what it keeps, and how long the disk will do. Stateless. */
final class Directories implements Check {
  private static final long MB = 1 << 20;

  @Override
  public List<Finding> look(ServerConfig config) {
    List<Finding> findings = new ArrayList<>();
    findings.add(judge("data.path", config.data().path(), 0));
    StoreConfig store = config.store();
    if (store.kind() == StoreConfig.Kind.EMBEDDED) {
      findings.add(judge("store.path", store.path(), store.minFree()));
    }
    return findings;
  }

  private static Finding judge(String key, String directory, long minFree) {
    Path path = Path.of(directory).toAbsolutePath();
    Path existing = path;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.fail(
          key,
          "%s cannot be written by the user %s: change its owner, or set %s"
              .formatted(path, System.getProperty("user.name"), key));
    }
    try {
      FileStore disk = Files.getFileStore(existing);
      return judgeSpace(key, path, disk.getUsableSpace(), disk.getTotalSpace(), minFree);
    } catch (IOException e) {
      return Finding.warn(
          key, "the free space of " + existing + " is not known: " + e.getMessage());
    }
  }

  static Finding judgeSpace(String key, Path path, long free, long total, long minFree) {
    long bound = Math.min(minFree, total / 20);
    String sentence = "%s has %d MB free".formatted(path, free / MB);
    return free >= 2 * bound
        ? Finding.ok(key, sentence)
        : Finding.warn(
            key,
            "%s, and below %d MB nothing is stored (store.min-free): make room"
                .formatted(sentence, bound / MB));
  }
}
