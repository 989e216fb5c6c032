package io.rtmkit.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reloads when files have other contents than before, whichever way they were replaced: looking at
 * the contents also notices links that lead elsewhere. Thread-safe; works on a thread of its own.
 */
public final class ReloadWatch implements AutoCloseable {
  private final Consumer<String> reload;
  private final Supplier<List<Path>> files;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(ReloadWatch::newThread);

  @GuardedBy("this")
  private String loaded;

  @GuardedBy("this")
  private String seen;

  /**
   * Remembers how the files are now.
   *
   * @param reload is told why
   * @param files asked at each look, since a reload may name others
   */
  public ReloadWatch(Consumer<String> reload, Supplier<List<Path>> files) {
    this.reload = reload;
    this.files = files;
    this.loaded = fingerprint();
    this.seen = loaded;
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "rtm-reload");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks at the files so often. */
  public void start(Duration interval) {
    long ms = interval.toMillis();
    thread.scheduleWithFixedDelay(this::look, ms, ms, TimeUnit.MILLISECONDS);
  }

  /** Reloads soon, whether a file has changed or not. */
  public void request(String why) {
    thread.execute(
        () -> {
          synchronized (this) {
            loaded = fingerprint();
          }
          reload.accept(why);
        });
  }

  /**
   * Reloads if the files differ from what was loaded, and are the same as at the last look: of a
   * pair that is being written, one would otherwise be read without the other.
   */
  void look() {
    boolean changed;
    synchronized (this) {
      String now = fingerprint();
      changed = !now.equals(loaded) && now.equals(seen);
      seen = now;
      if (changed) {
        loaded = now;
      }
    }
    if (changed) {
      reload.accept("a file has changed");
    }
  }

  private String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files.get()) {
        digest.update(contents(file));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] contents(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0]; // is not there at the moment, which is a content too
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
