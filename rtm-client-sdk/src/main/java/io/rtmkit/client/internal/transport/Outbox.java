package io.rtmkit.client.internal.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has to write. Any thread adds, the writer thread takes. Its size is bounded
 * by the users: unanswered requests are limited, and there is one ack at most for each read.
 */
final class Outbox {
  // Small enough for one WebSocket message of any server, large enough to save system calls.
  private static final int BATCH_BYTES = 64 * 1024;
  // A server that pings faster than its pongs are taken gets only these.
  private static final int MAX_CONTROLS = 16;

  /** One write: control frames, ready to go, and protocol frames, joined. Immutable. */
  static final class Batch {
    final byte[] control;
    final byte[] frames;

    private Batch(byte[] control, byte[] frames) {
      this.control = control;
      this.frames = frames;
    }
  }

  @GuardedBy("this")
  private final ArrayDeque<byte[]> frames = new ArrayDeque<>();

  @GuardedBy("this")
  private final ArrayDeque<byte[]> controls = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean finished;

  synchronized void addFrame(byte[] frame) {
    if (!finished) {
      frames.add(frame);
      notifyAll();
    }
  }

  synchronized void addControl(byte[] bytes) {
    if (!finished && controls.size() < MAX_CONTROLS) {
      controls.add(bytes);
      notifyAll();
    }
  }

  /** Nothing more will be added; what is there is still taken. */
  synchronized void finish() {
    finished = true;
    notifyAll();
  }

  /** Waits for something to write; null when finished and empty. */
  synchronized @Nullable Batch take() throws InterruptedException {
    while (frames.isEmpty() && controls.isEmpty()) {
      if (finished) {
        return null;
      }
      wait();
    }
    return new Batch(join(controls), join(frames));
  }

  private static byte[] join(ArrayDeque<byte[]> parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] next = parts.peek(); next != null; next = parts.peek()) {
      if (joined.size() > 0 && joined.size() + next.length > BATCH_BYTES) {
        break;
      }
      joined.write(next, 0, next.length);
      parts.remove();
    }
    return joined.toByteArray();
  }
}
