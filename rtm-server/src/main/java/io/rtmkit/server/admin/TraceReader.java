package io.rtmkit.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes lines to one server-sent event stream. Thread-safe; what the reader does not take in time
 * is left out, and its number told.
 */
final class TraceReader {
  private static final int MOST_WAITING = 1_000;
  private static final int KEEP_ALIVE_MS = 15_000;

  private final ServerSentEventConnection stream;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger leftOut = new AtomicInteger();

  TraceReader(ServerSentEventConnection stream) {
    this.stream = stream;
    stream.setKeepAliveTime(KEEP_ALIVE_MS);
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
    stream.send(line.toString(), new Sent());
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
