package io.rtmkit.server.cluster.bus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.server.redis.RedisConnection;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the inbox of this server through a connection of its own, one piece after the other. Its
 * methods may be called by any thread; what it reads is taken on the thread of the listener.
 */
final class InboxReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(InboxReader.class);

  /**
   * Where the reader is. Immutable.
   *
   * @param node whose inbox it is
   */
  record Place(String node, InboxPosition position) {}

  private final InboxWire wire;
  private final BusThreads threads;
  private final Arrivals arrivals;
  private final LongSupplier redisMs;

  @GuardedBy("this")
  private @Nullable RedisConnection connection;

  /** Tells the answers of earlier connections and inboxes apart: they say nothing any more. */
  @GuardedBy("this")
  private long round;

  @GuardedBy("this")
  private Place place = new Place("", InboxPosition.START);

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private int failures;

  /** A reader that reckons the time of Redis by the supplier. */
  InboxReader(InboxWire wire, BusThreads threads, Arrivals arrivals, LongSupplier redisMs) {
    this.wire = wire;
    this.threads = threads;
    this.arrivals = arrivals;
    this.redisMs = redisMs;
  }

  /** Reads this inbox from now on, from its beginning. */
  void open(String node) {
    threads.onReader(
        () -> {
          arrivals.begin(node);
          synchronized (this) {
            place = new Place(node, InboxPosition.START);
          }
          reconnect();
        });
  }

  /** Reads on through a new connection. */
  void reconnect() {
    RedisConnection old;
    long next;
    synchronized (this) {
      if (closed) {
        return;
      }
      next = ++round;
      old = connection;
      connection = null;
    }
    if (old != null) {
      old.close();
    }
    connect(next);
  }

  /** Reads the inbox from its beginning once more: what is known already is passed over. */
  void rewind(Place from) {
    long next;
    synchronized (this) {
      if (!from.node().equals(place.node())) {
        return;
      }
      next = ++round;
      place = new Place(place.node(), InboxPosition.START);
    }
    log.warn("Redis is behind what was read from it; the inbox is read again");
    read(next);
  }

  synchronized Place place() {
    return place;
  }

  private void connect(long mine) {
    wire.connect()
        .whenComplete(
            (made, failure) -> {
              if (failure != null || made == null) {
                again(mine, failure);
              } else if (!accept(mine, made)) {
                made.close();
              } else {
                read(mine);
              }
            });
  }

  private synchronized boolean accept(long mine, RedisConnection made) {
    if (closed || mine != round) {
      return false;
    }
    connection = made;
    return true;
  }

  private void read(long mine) {
    RedisConnection through;
    Place from;
    synchronized (this) {
      if (closed || mine != round) {
        return;
      }
      through = connection;
      from = place;
    }
    if (through != null) {
      wire.read(through, from.node(), from.position())
          .whenComplete(
              (entries, failure) -> {
                if (failure != null || entries == null) {
                  again(mine, failure);
                } else {
                  threads.onReader(() -> onEntries(mine, entries));
                }
              });
    }
  }

  private void onEntries(long mine, List<InboxWire.Entry> entries) {
    long now = redisMs.getAsLong();
    for (InboxWire.Entry entry : entries) {
      if (!advance(mine, entry.position())) {
        return; // it will be read again
      }
      arrivals.take(entry.batch(), now - entry.position().ms());
    }
    read(mine);
  }

  private synchronized boolean advance(long mine, InboxPosition position) {
    if (closed || mine != round) {
      return false;
    }
    failures = 0;
    place = new Place(place.node(), position);
    return true;
  }

  private void again(long mine, @Nullable Throwable failure) {
    int before;
    synchronized (this) {
      if (closed || mine != round) {
        return;
      }
      before = failures++;
    }
    log.debug("the inbox cannot be read: {}", String.valueOf(failure));
    threads.later(
        () -> {
          if (isConnected()) {
            read(mine);
          } else {
            connectAgain(mine);
          }
        },
        Backoff.delay(before));
  }

  private synchronized boolean isConnected() {
    return connection != null;
  }

  private void connectAgain(long mine) {
    boolean wanted;
    synchronized (this) {
      wanted = !closed && mine == round;
    }
    if (wanted) {
      connect(mine);
    }
  }

  @Override
  public void close() {
    RedisConnection old;
    synchronized (this) {
      closed = true;
      old = connection;
      connection = null;
    }
    if (old != null) {
      old.close();
    }
  }
}
