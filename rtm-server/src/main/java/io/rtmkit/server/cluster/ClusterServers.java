package io.rtmkit.server.cluster;

import com.google.protobuf.ByteString;
import io.rtmkit.server.cluster.bus.Bus;
import io.rtmkit.server.cluster.bus.LiveNode;
import io.rtmkit.server.cluster.wire.AdminNoticeItem;
import io.rtmkit.server.cluster.wire.AdminReplyItem;
import io.rtmkit.server.cluster.wire.AdminRequestItem;
import io.rtmkit.server.cluster.wire.Item;
import io.rtmkit.server.cluster.wire.NodeInfo;
import io.rtmkit.server.core.Clock;
import io.rtmkit.server.core.port.Answer;
import io.rtmkit.server.core.port.Servers;
import io.rtmkit.server.core.port.StoreException;
import io.rtmkit.server.core.session.UserKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Asks and answers the other servers for operators, over the bus. Thread-safe. */
final class ClusterServers implements Servers {
  /** Well below what a batch of the bus has room for. */
  private static final int PIECE_BYTES = 16 << 10;

  /** A server that answers with more is sick. */
  private static final int MOST_BYTES = 16 << 20;

  /** What users say to each other must not wait behind more; a broadcast has far less. */
  private static final int MOST_CHARS = 256 << 10;

  private static final int MOST_WAITING = 10_000;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long TICK_NANOS = Duration.ofSeconds(1).toNanos();

  /** The way to the other servers, as the bus is one. Thread-safe. */
  interface Way {
    String node();

    List<LiveNode> nodes();

    boolean isGone(String node);

    void send(String node, Item item);

    /** This bus. */
    static Way of(Bus bus) {
      return new Way() {
        @Override
        public String node() {
          return bus.node();
        }

        @Override
        public List<LiveNode> nodes() {
          return bus.nodes();
        }

        @Override
        public boolean isGone(String node) {
          return bus.isGone(node);
        }

        @Override
        public void send(String node, Item item) {
          bus.send(node, item);
        }
      };
    }
  }

  /** A question on its way. Whoever takes it out of the map answers it. */
  private static final class Asked {
    final String node;
    final Answer<String> answer;
    final long endNanos;

    /** On the thread of the bus. */
    ByteString pieces = ByteString.EMPTY;

    Asked(String node, Answer<String> answer, long endNanos) {
      this.node = node;
      this.answer = answer;
      this.endNanos = endNanos;
    }
  }

  private final ConcurrentMap<Long, Asked> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final Way bus;
  private final Directory directory;
  private final Clock clock;
  private volatile @Nullable Service service;

  /** On the thread of the ticks. */
  private long nextTick;

  /** Asks over this way, from now on. */
  ClusterServers(Way bus, Directory directory, Clock clock) {
    this.bus = bus;
    this.directory = directory;
    this.clock = clock;
    this.nextTick = clock.nanoTime();
  }

  @Override
  public String self() {
    return bus.node();
  }

  @Override
  public List<Server> all() {
    return bus.nodes().stream().map(ClusterServers::server).toList();
  }

  private static Server server(LiveNode node) {
    NodeInfo info = node.info();
    return new Server(
        node.node(),
        info.getName(),
        info.getAddress(),
        info.getVersion(),
        info.getSessions(),
        info.getDraining(),
        info.getStartedMs());
  }

  @Override
  public void locate(UserKey user, Answer<String> answer) {
    Futures.answer(
        directory
            .look(user)
            .thenApply(session -> session.node().isEmpty() ? bus.node() : session.node()),
        answer);
  }

  @Override
  public void ask(String node, String request, Answer<String> answer) {
    if (bus.isGone(node)) {
      answer.fail(StoreException.refused("the server is gone"));
      return;
    }
    if (request.length() > MOST_CHARS) {
      answer.fail(StoreException.refused("the request is too long to go to another server"));
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      answer.fail(StoreException.refused("too many questions to other servers"));
      return;
    }
    long id = lastId.incrementAndGet();
    waiting.put(id, new Asked(node, answer, clock.nanoTime() + PATIENCE_NANOS));
    AdminRequestItem item = AdminRequestItem.newBuilder().setId(id).setRequest(request).build();
    bus.send(node, Item.newBuilder().setAdminRequest(item).build());
  }

  @Override
  public void tell(String node, String notice) {
    AdminNoticeItem item = AdminNoticeItem.newBuilder().setNotice(notice).build();
    bus.send(node, Item.newBuilder().setAdminNotice(item).build());
  }

  @Override
  public void serve(Service newService) {
    service = newService;
  }

  /** Another server asks. */
  void onRequest(String from, AdminRequestItem item) {
    Service asked = service;
    if (asked != null) {
      asked.onRequest(
          item.getRequest(),
          (result, problem) -> {
            if (result != null) {
              reply(from, item.getId(), ByteString.copyFromUtf8(result));
            }
          });
    }
  }

  private void reply(String to, long id, ByteString whole) {
    int from = 0;
    do {
      int end = Math.min(from + PIECE_BYTES, whole.size());
      AdminReplyItem piece =
          AdminReplyItem.newBuilder()
              .setId(id)
              .setPiece(whole.substring(from, end))
              .setLast(end == whole.size())
              .build();
      bus.send(to, Item.newBuilder().setAdminReply(piece).build());
      from = end;
    } while (from < whole.size());
  }

  /** Another server answers. */
  void onReply(String from, AdminReplyItem item) {
    Asked asked = waiting.get(item.getId());
    if (asked == null || !asked.node.equals(from)) {
      return; // too late
    }
    asked.pieces = asked.pieces.concat(item.getPiece());
    if (asked.pieces.size() > MOST_BYTES) {
      fail(item.getId(), asked, "the answer is too long");
    } else if (item.getLast() && waiting.remove(item.getId(), asked)) {
      asked.answer.give(asked.pieces.toStringUtf8());
    }
  }

  private void fail(long id, Asked asked, String reason) {
    if (waiting.remove(id, asked)) {
      asked.answer.fail(StoreException.unknown(reason, null));
    }
  }

  /** Another server tells something. */
  void onNotice(String from, AdminNoticeItem item) {
    Service told = service;
    if (told != null) {
      told.onNotice(from, item.getNotice());
    }
  }

  /** That server does not answer any more. */
  void onNodeGone(String node) {
    waiting.forEach(
        (id, asked) -> {
          if (asked.node.equals(node)) {
            fail(id, asked, "the server is gone");
          }
        });
  }

  /** Ends what has not been answered in time; call it about ten times a second, on one thread. */
  void tick() {
    long now = clock.nanoTime();
    waiting.forEach(
        (id, asked) -> {
          if (now - asked.endNanos >= 0) {
            fail(id, asked, "no answer within 2 s");
          }
        });
    Service ticked = service;
    if (ticked != null && now - nextTick >= 0) {
      nextTick = now + TICK_NANOS;
      ticked.tick();
    }
  }
}
