package io.rtmkit.loadtest.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The event loops and sockets of a run; makes its clients. Thread-safe. */
public final class Wire implements AutoCloseable {
  /** Above about half of the ephemeral ports of one address, connecting gets slow. */
  private static final int CLIENTS_PER_ADDRESS = 8_000;

  private static final int CONNECT_TIMEOUT_MS = 5_000;

  private final Target target;
  private final MultiThreadIoEventLoopGroup group;
  private final List<EventLoop> loops = new ArrayList<>();
  private final Map<EventLoop, Heartbeats> heartbeats = new HashMap<>();
  private final AtomicInteger clients = new AtomicInteger();

  public Wire(Target target, int loopCount) {
    this.target = target;
    this.group =
        new MultiThreadIoEventLoopGroup(
            loopCount,
            new DefaultThreadFactory("wire", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    for (int i = 0; i < loopCount; i++) {
      EventLoop loop = group.next();
      loops.add(loop);
      heartbeats.put(loop, new Heartbeats(loop));
    }
  }

  public Target target() {
    return target;
  }

  /** What moves the bytes, for people. */
  public static String transport() {
    return Epoll.isAvailable() ? "epoll" : "nio";
  }

  /** A client that is not connected yet; those of one place share an event loop. */
  public WireClient client(String userId, int place) {
    return client(userId, place, clients.get());
  }

  /** The same at the server of this number, if there are several. */
  public WireClient client(String userId, int place, int server) {
    EventLoop loop = loops.get(place % loops.size());
    int number = clients.getAndIncrement();
    return new WireClient(this, number, server, loop, userId, target.token(userId));
  }

  Heartbeats heartbeats(EventLoop loop) {
    return Objects.requireNonNull(heartbeats.get(loop));
  }

  /** Opens a connection to a server for the client of this number. */
  void connect(int number, int server, WireLink link) {
    InetSocketAddress address = target.address(server);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(link.loop())
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
            .handler(pipeline(link, address));
    int source = number / CLIENTS_PER_ADDRESS;
    if (source > 0 && target.isLoopback() && address.getAddress() instanceof Inet4Address) {
      if (Epoll.isAvailable()) {
        bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
      }
      bootstrap.localAddress("127.0.0." + (source + 1), 0);
    }
    bootstrap
        .connect(address)
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                link.onConnectFailed(done.cause());
              }
            });
  }

  private ChannelInitializer<SocketChannel> pipeline(WireLink link, InetSocketAddress address) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if (target.webSocket()) {
          WebSocketFrames.addTo(channel.pipeline(), address);
        }
        channel.pipeline().addLast(link);
      }
    };
  }

  /** Returns when everything that the event loops have done is visible here. */
  public void awaitLoops() throws InterruptedException {
    for (EventLoop loop : loops) {
      loop.submit(() -> {}).await();
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
