package io.rtmkit.client.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.client.RtmClient;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of one client: nothing until a file is set, then lines about connections and failures,
 * never a token or a message. Any thread.
 */
final class ClientLog {
  private static final Logger PLATFORM = Logger.getLogger("io.rtmkit.client");
  private static final int MIN_SIZE_KB = 512;
  private static final int MAX_SIZE_KB = 10 * 1024;
  // Each filter of RtmClient has its own bit and those of everything graver.
  private static final int ERROR_BIT = 4;
  private static final int WARNING_BIT = 2;
  private static final int INFO_BIT = 1;

  @GuardedBy("this")
  private final SimpleDateFormat time =
      new SimpleDateFormat("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  @GuardedBy("this")
  private int filter = RtmClient.LOG_FILTER_INFO;

  @GuardedBy("this")
  private long maxBytes = MIN_SIZE_KB * 1024L;

  @GuardedBy("this")
  private @Nullable File file;

  @GuardedBy("this")
  private @Nullable Writer writer;

  synchronized boolean open(String path) {
    close();
    File next = new File(path);
    try {
      writer = openWriter(next);
      file = next;
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  synchronized void setFilter(int newFilter) {
    filter = newFilter;
  }

  void setSizeKb(int sizeKb) {
    if (sizeKb < MIN_SIZE_KB || sizeKb > MAX_SIZE_KB) {
      warn("log size of " + sizeKb + " KB ignored: must be 512 to 10240");
      return;
    }
    synchronized (this) {
      maxBytes = sizeKb * 1024L;
    }
  }

  void info(String line) {
    write(INFO_BIT, "INFO ", line);
  }

  void warn(String line) {
    write(WARNING_BIT, "WARN ", line);
  }

  /** A fault of the application's or of the SDK's code; told to the platform's log as well. */
  void error(String line, Throwable fault) {
    PLATFORM.log(Level.SEVERE, line, fault);
    write(ERROR_BIT, "ERROR", line + ": " + fault);
  }

  synchronized void close() {
    Writer open = writer;
    writer = null;
    file = null;
    if (open != null) {
      closeQuietly(open);
    }
  }

  private synchronized void write(int bit, String level, String line) {
    Writer open = writer;
    if (open == null || (filter & bit) == 0) {
      return;
    }
    try {
      open.write(time.format(System.currentTimeMillis()) + " " + level + " " + line + "\n");
      open.flush();
      rotateIfFull();
    } catch (IOException e) {
      // A full disk must not stop the client.
      close();
    }
  }

  @GuardedBy("this")
  private void rotateIfFull() throws IOException {
    File full = file;
    Writer open = writer;
    if (full == null || open == null || full.length() < maxBytes) {
      return;
    }
    open.close();
    File old = new File(full.getPath() + ".1");
    if ((old.exists() && !old.delete()) || !full.renameTo(old)) {
      throw new IOException("cannot rename the full log");
    }
    writer = openWriter(full);
  }

  private static Writer openWriter(File file) throws IOException {
    return new OutputStreamWriter(new FileOutputStream(file, true), StandardCharsets.UTF_8);
  }

  private static void closeQuietly(Writer writer) {
    try {
      writer.close();
    } catch (IOException ignored) {
      // Nothing is left to do with it.
    }
  }
}
