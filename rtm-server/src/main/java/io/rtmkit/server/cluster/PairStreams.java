package io.rtmkit.server.cluster;

import io.rtmkit.server.core.session.UserKey;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what one user sends another, so that the receiver's server can put it in order: a stream
 * of a pair goes on until nothing of it was on its way for some time. Also lets what is to be
 * stored wait for what is not stored and comes before it. Thread-safe; what waits runs under no
 * lock.
 */
final class PairStreams {
  private record Pair(UserKey sender, UserKey receiver) {}

  /** The place of one message in its stream; guarded by the {@code compute} on its pair. */
  static final class Place {
    private final Pair pair;
    private final long stream;
    private final long number;
    private boolean stored;

    /** What it is to do when nothing unstored is before it. */
    private @Nullable Consumer<Place> turn;

    private Place(Pair pair, Stream stream, boolean stored, @Nullable Consumer<Place> turn) {
      this.pair = pair;
      this.stream = stream.id;
      this.number = stream.last;
      this.stored = stored;
      this.turn = turn;
    }

    long stream() {
      return stream;
    }

    long number() {
      return number;
    }
  }

  /** Guarded by the {@code compute} on the pair. */
  private static final class Stream {
    final long id;
    long last;

    /** Nothing has been on its way since the last time that was looked. */
    boolean idle;

    /** Whether something is on its way; may be read without the guard. */
    volatile boolean isOpen;

    final TreeMap<Long, Place> open = new TreeMap<>();

    Stream(long id) {
      this.id = id;
    }

    /** The first place that is not stored, if its turn has not come before; it has come now. */
    @Nullable Runnable takeTurn() {
      for (Place place : open.values()) {
        Consumer<Place> turn = place.turn;
        if (!place.stored) {
          place.turn = null;
          return turn == null ? null : () -> turn.accept(place);
        }
      }
      return null;
    }
  }

  private final ConcurrentMap<Pair, Stream> streams = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  /** Takes the next place, for a message that is sent now. */
  Place next(UserKey sender, UserKey receiver, boolean stored) {
    return take(new Pair(sender, receiver), stored, null);
  }

  /**
   * Takes the next place, for a message that is stored when its turn has come.
   *
   * @param turn runs once, perhaps at once; {@link #stored} or {@link #done} follows
   */
  void nextToStore(UserKey sender, UserKey receiver, Consumer<Place> turn) {
    Pair pair = new Pair(sender, receiver);
    take(pair, false, turn);
    change(pair, stream -> {});
  }

  private Place take(Pair pair, boolean stored, @Nullable Consumer<Place> turn) {
    Place[] place = new Place[1];
    streams.compute(
        pair,
        (key, known) -> {
          Stream stream = known == null ? new Stream(ids.incrementAndGet()) : known;
          stream.last++;
          stream.idle = false;
          stream.isOpen = true;
          place[0] = new Place(pair, stream, stored, turn);
          stream.open.put(stream.last, place[0]);
          return stream;
        });
    return place[0];
  }

  /** Whether something of the pair is on its way. */
  boolean isOpen(UserKey sender, UserKey receiver) {
    Stream stream = streams.get(new Pair(sender, receiver));
    return stream != null && stream.isOpen;
  }

  /** Whether something of the pair is on its way that is not stored, or not yet. */
  boolean isUnstoredOpen(UserKey sender, UserKey receiver) {
    boolean[] found = new boolean[1];
    streams.computeIfPresent(
        new Pair(sender, receiver),
        (pair, stream) -> {
          found[0] = stream.open.values().stream().anyMatch(place -> !place.stored);
          return stream;
        });
    return found[0];
  }

  /** The lowest number that is on its way: what is before it never comes again. */
  long lowest(Place place) {
    long[] lowest = {place.number()};
    streams.computeIfPresent(
        place.pair,
        (pair, stream) -> {
          if (stream.id == place.stream() && !stream.open.isEmpty()) {
            lowest[0] = stream.open.firstKey();
          }
          return stream;
        });
    return lowest[0];
  }

  /** A message is stored: those behind it may be. */
  void stored(Place place) {
    change(
        place.pair,
        stream -> {
          place.stored = true;
        });
  }

  /** A message has its answer. */
  void done(Place place) {
    change(
        place.pair,
        stream -> {
          if (stream.id == place.stream()) {
            stream.open.remove(place.number());
          }
        });
  }

  private void change(Pair pair, Consumer<Stream> change) {
    Runnable[] turn = new Runnable[1];
    streams.computeIfPresent(
        pair,
        (key, stream) -> {
          change.accept(stream);
          turn[0] = stream.takeTurn();
          stream.isOpen = !stream.open.isEmpty();
          return stream;
        });
    if (turn[0] != null) {
      turn[0].run();
    }
  }

  /**
   * Forgets streams of which nothing was on its way since the time before. The receiver's server
   * must remember them for longer than the time between two calls, twice.
   */
  void tidy() {
    for (Pair pair : streams.keySet()) {
      streams.computeIfPresent(
          pair,
          (key, stream) -> {
            boolean over = stream.idle && !stream.isOpen;
            stream.idle = !stream.isOpen;
            return over ? null : stream;
          });
    }
  }

  /** Pairs that are remembered. */
  int size() {
    return streams.size();
  }
}
