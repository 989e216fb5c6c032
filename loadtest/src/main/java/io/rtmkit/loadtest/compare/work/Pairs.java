package io.rtmkit.loadtest.compare.work;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.compare.dialect.Payload;
import io.rtmkit.loadtest.compare.driver.Connection;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Pairs in which one sends and the other acknowledges: in the protocol of the peer where it has
 * that, otherwise by sending the message back. Event loop only.
 */
final class Pairs implements LoadedWork.Load {
  private final EventLoop loop;
  private final List<Pair> pairs;
  private final Payload payload;
  private Histogram latency = new Histogram(3);
  private int window;
  private long sent;
  private long done;
  private long wrong;
  private int nextPair;
  private @Nullable Arrivals arrivals;
  private final Set<Connection> toFlush = new HashSet<>();

  /** Makes pairs of connections that follow each other. */
  Pairs(EventLoop loop, List<Connection> connections, int payloadBytes) {
    this.loop = loop;
    this.payload = new Payload(payloadBytes);
    Map<Integer, Pair> made = new HashMap<>();
    for (int i = 0; i + 1 < connections.size(); i += 2) {
      made.put(i / 2, new Pair(i / 2, connections.get(i), connections.get(i + 1)));
    }
    this.pairs = List.copyOf(made.values());
  }

  /** Keeps so many messages of each pair under way from now on; 0 to stop. */
  @Override
  public void setWindow(int newWindow) {
    stopArrivals();
    window = newWindow;
    for (Pair pair : pairs) {
      pair.fill();
    }
  }

  /** Sends so many messages a second from now on, to one pair after the other. */
  @Override
  public void setRate(double rate) {
    stopArrivals();
    window = 0;
    arrivals = new Arrivals(loop, rate, this::sendNext, this::flushAll);
  }

  private void stopArrivals() {
    if (arrivals != null) {
      arrivals.stop();
      arrivals = null;
    }
  }

  private void sendNext(long dueNanos) {
    Pair pair = pairs.get(nextPair);
    nextPair = (nextPair + 1) % pairs.size();
    pair.send(dueNanos);
    toFlush.add(pair.sender);
  }

  private void flushAll() {
    toFlush.forEach(Connection::flush);
    toFlush.clear();
  }

  @Override
  public boolean isQuiet() {
    return done >= sent;
  }

  @Override
  public long done() {
    return done;
  }

  @Override
  public long wrong() {
    return wrong;
  }

  @Override
  public void setLatency(Histogram histogram) {
    latency = histogram;
  }

  /** A sender and a receiver. */
  private final class Pair {
    private final int number;
    private final Connection sender;
    private final Connection receiver;
    private final ArrayDeque<Long> due = new ArrayDeque<>();
    private long sentByThis;
    private boolean ackDue;

    Pair(int number, Connection sender, Connection receiver) {
      this.number = number;
      this.sender = sender;
      this.receiver = receiver;
      boolean acknowledges = sender.dialect().acknowledges();
      sender.setEar(new Sender(this));
      receiver.setEar(acknowledges ? new Acknowledger(this) : new Echo(this));
    }

    void fill() {
      long now = System.nanoTime();
      while (due.size() < window) {
        send(now);
      }
      sender.flush();
    }

    void send(long dueNanos) {
      due.add(dueNanos);
      sent++;
      long id = sentByThis++;
      sender.dialect().request(sender.out(), receiver.user(), id, payload.of(number, id, dueNanos));
    }

    void answered() {
      Long sentAt = due.poll();
      if (sentAt == null) {
        wrong++;
        return;
      }
      done++;
      latency.recordValue(System.nanoTime() - sentAt);
    }

    /** Whether the receiver got the next message, whole. */
    void check(Connection connection, ByteBuf in, int at) {
      if (payload.number(in, at) != connection.next || !payload.isWhole(in, at)) {
        wrong++;
      }
      connection.next = payload.number(in, at) + 1;
    }
  }

  /** Hears that what was sent has been acknowledged. */
  private final class Sender implements Connection.Ear {
    private final Pair pair;

    Sender(Pair pair) {
      this.pair = pair;
    }

    @Override
    public void onMessage(Connection connection, ByteBuf in, int from, int length) {
      int at = payload.find(in, from, length);
      if (at >= 0) {
        pair.check(connection, in, at);
        pair.answered();
      }
    }

    @Override
    public void onDone(Connection connection) {
      pair.answered();
    }

    @Override
    public void onRead(Connection connection) {
      if (window > 0) {
        pair.fill();
      }
    }
  }

  /** Acknowledges what came together as the protocol does it. */
  private final class Acknowledger implements Connection.Ear {
    private final Pair pair;

    Acknowledger(Pair pair) {
      this.pair = pair;
    }

    @Override
    public void onMessage(Connection connection, ByteBuf in, int from, int length) {
      int at = payload.find(in, from, length);
      if (at >= 0) {
        pair.check(connection, in, at);
        pair.ackDue = true;
      }
    }

    @Override
    public void onRead(Connection connection) {
      if (pair.ackDue) {
        pair.ackDue = false;
        connection.dialect().acknowledge(connection.out());
        connection.flush();
      }
    }
  }

  /** Sends back what it gets. */
  private final class Echo implements Connection.Ear {
    private final Pair pair;

    Echo(Pair pair) {
      this.pair = pair;
    }

    @Override
    public void onMessage(Connection connection, ByteBuf in, int from, int length) {
      int at = payload.find(in, from, length);
      if (at >= 0) {
        pair.check(connection, in, at);
        ByteBuf copy = payload.of(pair.number, payload.number(in, at), payload.dueNanos(in, at));
        connection.dialect().publish(connection.out(), pair.sender.user(), copy);
      }
    }

    @Override
    public void onRead(Connection connection) {
      connection.flush();
    }
  }
}
