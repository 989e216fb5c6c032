package io.rtmkit.server.cluster;

import io.rtmkit.server.core.session.UserKey;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers what one user sends another, so that the receiver's server can put it in order: as long
 * as something of a pair is on its way its numbers go on, then a new stream begins. Thread-safe.
 */
final class PairStreams {
  /** Of a message: the stream, its place in it, and before which nothing is on its way any more. */
  record Place(long stream, long number) {}

  private record Pair(UserKey sender, UserKey receiver) {}

  /** Guarded by the {@code compute} on the pair. */
  private static final class Stream {
    final long id;
    long last;
    final TreeSet<Long> open = new TreeSet<>();

    Stream(long id) {
      this.id = id;
    }
  }

  private final ConcurrentMap<Pair, Stream> streams = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  Place next(UserKey sender, UserKey receiver) {
    Place[] place = new Place[1];
    streams.compute(
        new Pair(sender, receiver),
        (pair, known) -> {
          Stream stream = known == null ? new Stream(ids.incrementAndGet()) : known;
          long number = ++stream.last;
          stream.open.add(number);
          place[0] = new Place(stream.id, number);
          return stream;
        });
    return place[0];
  }

  /** Whether something of the pair is on its way. */
  boolean isOpen(UserKey sender, UserKey receiver) {
    return streams.containsKey(new Pair(sender, receiver));
  }

  /** The lowest number that is on its way: what is before it never comes again. */
  long lowest(UserKey sender, UserKey receiver, Place place) {
    long[] lowest = {place.number()};
    streams.computeIfPresent(
        new Pair(sender, receiver),
        (pair, stream) -> {
          if (stream.id == place.stream() && !stream.open.isEmpty()) {
            lowest[0] = stream.open.first();
          }
          return stream;
        });
    return lowest[0];
  }

  /** A message has its answer. */
  void done(UserKey sender, UserKey receiver, Place place) {
    streams.computeIfPresent(
        new Pair(sender, receiver),
        (pair, stream) -> {
          if (stream.id == place.stream()) {
            stream.open.remove(place.number());
          }
          return stream.open.isEmpty() ? null : stream;
        });
  }
}
