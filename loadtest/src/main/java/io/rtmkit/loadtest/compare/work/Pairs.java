package io.rtmkit.loadtest.compare.work;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.rtmkit.loadtest.compare.driver.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pairs in which one sends and the other acknowledges: in the protocol of the peer where it has
 * that, otherwise by sending the message back. On the driver's loop only.
 */
final class Pairs extends Load {
  private final List<Pair> pairs = new ArrayList<>();
  private final Set<Connection> toFlush = new HashSet<>();
  private long sent;
  private int nextPair;

  /** Makes pairs of connections that follow each other. */
  Pairs(EventLoop loop, List<Connection> connections, int payloadBytes) {
    super(loop, payloadBytes);
    for (int i = 0; i + 1 < connections.size(); i += 2) {
      pairs.add(new Pair(i / 2, connections.get(i), connections.get(i + 1)));
    }
  }

  @Override
  void fill() {
    pairs.forEach(Pair::fill);
  }

  /** To one pair after the other. */
  @Override
  void sendNext(long dueNanos) {
    Pair pair = pairs.get(nextPair);
    nextPair = (nextPair + 1) % pairs.size();
    pair.send(dueNanos);
    toFlush.add(pair.sender);
  }

  @Override
  void flush() {
    toFlush.forEach(Connection::flush);
    toFlush.clear();
  }

  @Override
  boolean isQuiet() {
    return done() >= sent;
  }

  /** A sender and a receiver. */
  private final class Pair {
    private final int number;
    private final Connection sender;
    private final Connection receiver;
    private final ArrayDeque<Long> due = new ArrayDeque<>();
    private long sentByThis;

    Pair(int number, Connection sender, Connection receiver) {
      this.number = number;
      this.sender = sender;
      this.receiver = receiver;
      sender.setEar(new Sender(this));
      receiver.setEar(
          sender.dialect().acknowledges() ? new Acknowledger() : new Echo(number, sender));
    }

    void fill() {
      long now = System.nanoTime();
      while (due.size() < window()) {
        send(now);
      }
      sender.flush();
    }

    void send(long dueNanos) {
      due.add(dueNanos);
      sent++;
      long id = sentByThis++;
      ByteBuf message = payload().of(number, id, dueNanos);
      sender.dialect().request(sender.out(), receiver.user(), id, message);
    }

    void answered() {
      Long sentAt = due.poll();
      if (sentAt == null) {
        countWrong();
        return;
      }
      countDone();
      recordLatency(System.nanoTime() - sentAt);
    }
  }

  /** Hears messages of the other one of its pair. */
  private abstract class End implements Connection.Ear {
    @Override
    public final void onMessage(Connection connection, ByteBuf in, int from, int length) {
      int at = findNext(connection, in, from, length);
      if (at >= 0) {
        onPayload(connection, in, at);
      }
    }

    abstract void onPayload(Connection connection, ByteBuf in, int at);
  }

  /** Hears that what was sent has been acknowledged. */
  private final class Sender extends End {
    private final Pair pair;

    Sender(Pair pair) {
      this.pair = pair;
    }

    @Override
    void onPayload(Connection connection, ByteBuf in, int at) {
      pair.answered();
    }

    @Override
    public void onDone(Connection connection) {
      pair.answered();
    }

    @Override
    public void onRead(Connection connection) {
      if (window() > 0) {
        pair.fill();
      }
    }
  }

  /** Acknowledges what came together as the protocol does it. */
  private final class Acknowledger extends End {
    private boolean ackDue;

    @Override
    void onPayload(Connection connection, ByteBuf in, int at) {
      ackDue = true;
    }

    @Override
    public void onRead(Connection connection) {
      if (ackDue) {
        ackDue = false;
        connection.dialect().acknowledge(connection.out());
        connection.flush();
      }
    }
  }

  /** Sends back what it gets. */
  private final class Echo extends End {
    private final int number;
    private final Connection sender;

    Echo(int number, Connection sender) {
      this.number = number;
      this.sender = sender;
    }

    @Override
    void onPayload(Connection connection, ByteBuf in, int at) {
      ByteBuf copy = payload().of(number, payload().number(in, at), payload().dueNanos(in, at));
      connection.dialect().publish(connection.out(), sender.user(), copy);
    }

    @Override
    public void onRead(Connection connection) {
      connection.flush();
    }
  }
}
