package io.rtmkit.server.core.channel;

import io.rtmkit.protocol.v1.ChannelPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a shared channel as far as it has arrived at this server: what comes before its
 * time waits for what is before it. Not thread-safe: guarded by the channel's monitor.
 */
final class ReplicaStream {
  /** Events of others that may wait; more are dropped and read again. */
  private static final int MOST_EARLY = 64;

  /** What arrives is given to this, in order. */
  @FunctionalInterface
  interface Sink {
    void apply(LogEvent event, byte[] frame);
  }

  private record Early(LogEvent event, List<Runnable> applied) {}

  private final Sink sink;
  private final ChannelLog log;
  private final TreeMap<Long, Early> early = new TreeMap<>();
  private boolean begun;
  private boolean contradicted;
  private long epoch;
  private long offset;

  ReplicaStream(ChannelLog log, Sink sink) {
    this.log = log;
    this.sink = sink;
  }

  /** Whether it is known where the stream stands. */
  boolean isBegun() {
    return begun;
  }

  long epoch() {
    return epoch;
  }

  /** Of the last event that was applied. */
  long offset() {
    return offset;
  }

  ChannelLog log() {
    return log;
  }

  /** Goes on from here, whatever was before. */
  void begin(long newEpoch, long newOffset, long now) {
    boolean otherLife = begun && epoch != newEpoch;
    begun = true;
    contradicted = false;
    epoch = newEpoch;
    offset = newOffset;
    log.clear();
    if (otherLife) {
      List<Early> gone = new ArrayList<>(early.values());
      early.clear();
      gone.forEach(each -> each.applied().forEach(Runnable::run));
    } else {
      applyEarly(now);
    }
  }

  /**
   * Takes an event.
   *
   * @param applied run when it is applied, or at once if it was before; null for nothing
   */
  void add(LogEvent event, @Nullable Runnable applied, long now) {
    if (begun && event.offset() <= offset) {
      contradicted |= isOther(event);
      run(applied);
    } else if (begun && event.offset() == offset + 1) {
      apply(event, now);
      run(applied);
      applyEarly(now);
    } else if (early.size() < MOST_EARLY || applied != null) {
      Early waiting =
          early.computeIfAbsent(event.offset(), o -> new Early(event, new ArrayList<>(1)));
      if (applied != null) {
        waiting.applied().add(applied);
      }
    }
  }

  /** Whether another event is known to have its place. */
  private boolean isOther(LogEvent event) {
    byte[] known = log.find(event.offset());
    return known != null && !event.isOf(known);
  }

  private static void run(@Nullable Runnable applied) {
    if (applied != null) {
      applied.run();
    }
  }

  private void applyEarly(long now) {
    while (!early.isEmpty() && early.firstKey() <= offset + 1) {
      Early next = early.pollFirstEntry().getValue();
      if (next.event().offset() > offset) {
        apply(next.event(), now);
      }
      next.applied().forEach(Runnable::run);
    }
  }

  private void apply(LogEvent event, long now) {
    byte[] frame = event.encode();
    offset = event.offset();
    long storedId = event.event().getMessage().getStoredId(); // 0 if it is no message
    log.add(offset, now, frame, event.userId(), storedId);
    sink.apply(event, frame);
  }

  StreamState state() {
    if (begun && contradicted) {
      return StreamState.CONTRADICTED;
    }
    return begun && !early.isEmpty() ? StreamState.GAPPED : StreamState.WHOLE;
  }

  /** Whether something is to be read: events are missing, or not those that were given out. */
  boolean isGapped() {
    return state() != StreamState.WHOLE;
  }

  /**
   * Fills in what was read.
   *
   * @param upTo where the channel stood when it was read
   * @return false if that leaves a gap which nobody can fill
   */
  boolean fill(LogSlice slice, long upTo, long now) {
    if (upTo <= offset) {
      return true;
    }
    if (!slice.known() || slice.from() > offset + 1) {
      return false;
    }
    for (LogEvent event : slice.events()) {
      if (event.offset() == offset + 1) {
        apply(event, now);
      }
    }
    applyEarly(now);
    return offset >= upTo;
  }

  /** Whether everything behind a position is here. */
  boolean has(ChannelPosition since, String userId) {
    return begun
        && !isGapped()
        && since.getEpoch() == epoch
        && since.getOffset() <= offset
        && after(since.getOffset(), userId, Integer.MAX_VALUE).from() <= since.getOffset() + 1;
  }

  /** What came behind an offset. */
  Replay after(long seen, String userId, int maxBytes) {
    return offset <= seen
        ? new Replay(List.of(), seen + 1, 0, 0)
        : log.after(seen, offset, userId, maxBytes);
  }
}
