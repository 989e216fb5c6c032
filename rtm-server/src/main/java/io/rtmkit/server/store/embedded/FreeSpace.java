package io.rtmkit.server.store.embedded;

import io.rtmkit.server.core.Clock;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the space on the disk of the store: below a limit nothing is stored, so that the disk is
 * never quite full; above twice the limit it goes on. {@link #check} is for one thread.
 */
final class FreeSpace {
  private static final Logger log = LoggerFactory.getLogger(FreeSpace.class);
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int FRACTION = 20;

  private final FileStore disk;
  private final long minFree;
  private final Clock clock;
  private long checkedNanos;
  private volatile String problem = "";

  FreeSpace(Path path, long minFree, Clock clock) throws IOException {
    this.disk = Files.getFileStore(path);
    this.minFree = Math.min(minFree, disk.getTotalSpace() / FRACTION);
    this.clock = clock;
    this.checkedNanos = clock.nanoTime() - CHECK_NANOS;
    check();
  }

  /** Why nothing is stored; empty if there is space enough. */
  String problem() {
    return problem;
  }

  void check() {
    long now = clock.nanoTime();
    if (now - checkedNanos < CHECK_NANOS) {
      return;
    }
    checkedNanos = now;
    try {
      long free = disk.getUsableSpace();
      if (problem.isEmpty() && free < minFree) {
        problem = "the disk of the server is nearly full";
        log.error("{} bytes are free on the disk, below {}: nothing is stored", free, minFree);
      } else if (!problem.isEmpty() && free > 2 * minFree) {
        problem = "";
        log.info("{} bytes are free on the disk: messages are stored again", free);
      }
    } catch (IOException e) {
      log.warn("cannot ask for the free space on the disk: {}", e.getMessage());
    }
  }
}
