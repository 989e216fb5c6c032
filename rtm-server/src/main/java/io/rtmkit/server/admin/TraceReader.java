package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines to one server-sent event stream; those of before it began come first. Thread-safe;
 * what the reader does not take in time is left out, and its number told.
 */
final class TraceReader {
  private static final int MOST_WAITING = 1_000;
  private static final int KEEP_ALIVE_MS = 15_000;

  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger leftOut = new AtomicInteger();

  @GuardedBy("this")
  private final Queue<String> early = new ArrayDeque<>();

  @GuardedBy("this")
  private @Nullable ServerSentEventConnection stream;

  /** The stream has begun: its client has the head of the response, or will have. */
  synchronized void begin(ServerSentEventConnection begun) {
    begun.setKeepAliveTime(KEEP_ALIVE_MS);
    early.forEach(line -> begun.send(line, new Sent()));
    early.clear();
    stream = begun;
  }

  void send(ObjectNode line) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      leftOut.incrementAndGet();
      return;
    }
    int missing = leftOut.getAndSet(0);
    if (missing > 0) {
      line.put("leftOut", missing);
    }
    write(line.toString());
  }

  private synchronized void write(String line) {
    if (stream == null) {
      early.add(line);
    } else {
      stream.send(line, new Sent());
    }
  }

  /** Counts what is on its way to the reader. */
  private final class Sent implements ServerSentEventConnection.EventCallback {
    @Override
    public void done(ServerSentEventConnection to, String data, String event, String id) {
      waiting.decrementAndGet();
    }

    @Override
    public void failed(
        ServerSentEventConnection to, String data, String event, String id, IOException failure) {
      waiting.decrementAndGet();
    }
  }
}
