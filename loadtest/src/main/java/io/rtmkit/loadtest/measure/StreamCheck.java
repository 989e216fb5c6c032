package io.rtmkit.loadtest.measure;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver finds in the messages that reach it: counts what is repeated, late or corrupted
 * and, in the end, lost. For one thread at a time.
 */
public final class StreamCheck {
  private final Measurement measurement;
  private final Map<Integer, ReceivedStream> streams = new HashMap<>(2);

  public StreamCheck(Measurement measurement) {
    this.measurement = measurement;
  }

  /** Messages of this stream are for this receiver; others are not. */
  public void expect(SentStream stream) {
    streams.put(stream.number(), new ReceivedStream());
  }

  /** Looks at a message; null if it has to be left out of every latency. */
  public @Nullable Stamp received(ByteBuffer payload) {
    Stamp stamp = Stamp.parse(payload);
    ReceivedStream stream = stamp == null ? null : streams.get(stamp.sender());
    if (stamp == null || stream == null) {
      measurement.add(Measurement.CORRUPTED, 1);
      return null;
    }
    return switch (stream.received(stamp.sequence())) {
      case IN_ORDER -> stamp;
      case LATE -> {
        measurement.add(Measurement.REORDERED, 1);
        yield stamp;
      }
      case REPEATED -> {
        measurement.add(Measurement.DUPLICATED, 1);
        yield null;
      }
    };
  }

  /** Whether every accepted message of the stream is here. */
  public boolean hasAll(SentStream stream) {
    ReceivedStream received = streams.get(stream.number());
    return received == null || received.lost(stream) == 0;
  }

  /** Counts what of the stream is lost. */
  public void conclude(SentStream stream) {
    ReceivedStream received = streams.get(stream.number());
    if (received != null) {
      measurement.add(Measurement.LOST, received.lost(stream));
    }
  }
}
