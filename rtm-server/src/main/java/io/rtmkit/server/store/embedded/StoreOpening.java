package io.rtmkit.server.store.embedded;

import io.rtmkit.server.config.StoreConfig.OnCorruption;
import io.rtmkit.server.store.StoreCounters;
import io.rtmkit.server.store.StoreRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the files of a store, and decides what happens if they are damaged. Stateless. */
final class StoreOpening {
  private static final Logger log = LoggerFactory.getLogger(StoreOpening.class);
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private StoreOpening() {}

  static StoreFiles open(
      Path path, OnCorruption onCorruption, StoreRules rules, StoreCounters counters)
      throws IOException {
    Files.createDirectories(path);
    try {
      return new StoreFiles(() -> Database.open(path), rules, counters);
    } catch (RocksDBException | RuntimeException e) {
      if (isInUse(e)) {
        throw new IOException(
            "store.path: " + path.toAbsolutePath() + " is in use by another server", e);
      }
      if (isFull(e)) {
        throw new IOException("store.path: the disk of " + path.toAbsolutePath() + " is full", e);
      }
      if (onCorruption == OnCorruption.STOP) {
        throw new IOException(
            "store.path: the files in %s are damaged (%s). Restore a backup (rtm-server restore), or start with store.on-corruption=set-aside: the files are kept under another name and the messages in them are not delivered"
                .formatted(path.toAbsolutePath(), e.getMessage()),
            e);
      }
      return openAnew(path, e, rules, counters);
    }
  }

  private static StoreFiles openAnew(
      Path path, Exception damage, StoreRules rules, StoreCounters counters) throws IOException {
    Path aside =
        path.resolveSibling(
            path.getFileName() + ".damaged-" + STAMP.format(LocalDateTime.now(ZoneOffset.UTC)));
    Files.move(path, aside);
    Files.createDirectories(path);
    log.error(
        "THE FILES OF THE MESSAGE STORE ARE DAMAGED: {}. They are kept in {}; the store starts empty, and messages that waited in it are not delivered",
        damage.getMessage(),
        aside.toAbsolutePath());
    try {
      return new StoreFiles(() -> Database.open(path), rules, counters);
    } catch (RocksDBException e) {
      throw new IOException("store.path: " + path.toAbsolutePath() + ": " + e.getMessage(), e);
    }
  }

  private static boolean isInUse(Exception e) {
    return e.getMessage() != null && e.getMessage().contains("lock");
  }

  private static boolean isFull(Exception e) {
    return e instanceof RocksDBException failure
        && failure.getStatus() != null
        && failure.getStatus().getSubCode() == Status.SubCode.NoSpace;
  }
}
